"""The listener: a program that tunes in to the addresses it is told, one after another, and hands on what it hears.

What a station sends is foreign, so it is decoded here, in a process with limits, where nothing but HTTP is opened and
nothing but MP3, AAC and Opus decoded: FFmpeg would follow a playlist to local files, and guess a format from content.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from agent.speaker.relay.messages import end_message, sound_message
from media.confined.limits import confine

RATE_HZ = 48_000
OPEN_S, READ_S = 8.0, 12.0
"""Segments of HLS last 10 s at most places."""
AHEAD_S = 1.5
"""How far a playlist of files is heard ahead of time; a stream comes in its own time."""
BYTES_PER_SAMPLE = 2
CODECS = frozenset({"aac", "aac_latm", "libopus", "mp3", "mp3float", "opus"})
OPTIONS = {
    "format_whitelist": "aac,hls,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpegts,ogg",
    "codec_whitelist": ",".join(sorted(CODECS)),
    "protocol_whitelist": "http,https,tcp,tls",
    "probesize": "4096",
    "analyzeduration": "100000",
    "fflags": "nobuffer",
    "icy": "0",
    "user_agent": "rao",
}


def main() -> None:
    """Serve until nobody tells an address any more."""
    confine(sys.argv[1])
    for line in sys.stdin:
        _tell(end_message(_listen(line.strip())))


def _listen(url: str) -> str:
    """Hands on what is heard at ``url`` as long as it goes; answers why it ended."""
    try:
        with av.open(url, "r", options=OPTIONS, metadata_errors="replace", timeout=(OPEN_S, READ_S)) as container:
            stream = next(iter(container.streams.audio), None)
            if stream is None or stream.codec_context.name not in CODECS:
                return "no sound of a known kind"
            for pcm in _paced(container, _heard(container, stream)):
                _tell(sound_message(pcm))
        return "the station ended"
    except av.FFmpegError as error:
        return error.strerror or str(error)


def _heard(container: InputContainer, stream: AudioStream) -> Iterator[bytes]:
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    for packet in container.demux(stream):
        for frame in _decoded(packet):
            for out in resampler.resample(frame):
                yield bytes(out.planes[0])[: out.samples * BYTES_PER_SAMPLE]


def _decoded(packet: Packet[AudioStream]) -> list[AudioFrame]:
    """A damaged packet is a crackle, not the end of a station."""
    try:
        return packet.decode()
    except av.InvalidDataError:
        return []


def _paced(container: InputContainer, heard: Iterator[bytes]) -> Iterator[bytes]:
    """Files of a playlist come at once and would be past before they are due."""
    if "hls" not in container.format.name:
        yield from heard
        return
    began_s, told_s = time.monotonic(), 0.0
    for pcm in heard:
        yield pcm
        told_s += len(pcm) / (RATE_HZ * BYTES_PER_SAMPLE)
        time.sleep(max(0.0, began_s + told_s - AHEAD_S - time.monotonic()))


def _tell(message: bytes) -> None:
    sys.stdout.buffer.write(message)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
