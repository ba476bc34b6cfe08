"""What is heard in the bytes a station sent: codec, bit rate, level."""

from __future__ import annotations

import io
from collections.abc import Iterator

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from controller.stations.answers import Heard
from controller.stations.tuning_in import Sent
from media.sound import RATE_HZ, Samples, joined, rms_dbfs
from protocol.errors import InvalidMedia
from protocol.words import Words

CODECS = {"aac": "AAC", "mp3": "MP3", "opus": "Opus"}
"""What loudspeakers take, by FFmpeg's names."""
OPTIONS = {"format_whitelist": "aac,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpegts,ogg,flac,wav", "protocol_whitelist": "none"}
"""FLAC and WAV are opened to be called by their name when they are refused."""


def listened(sent: Sent) -> Heard:
    """What loudspeakers would hear; raises :class:`InvalidMedia` for what they can't."""
    try:
        with av.open(io.BytesIO(sent.data), "r", options=OPTIONS, metadata_errors="replace") as container:
            return _heard(container, sent.is_hls)
    except (av.FFmpegError, ValueError) as error:
        raise _no_sound() from error


def _heard(container: InputContainer, is_hls: bool) -> Heard:
    stream = next(iter(container.streams.audio), None)
    if stream is None:
        raise _no_sound()
    name = stream.codec_context.codec.canonical_name
    if name not in CODECS:
        raise _other_codec(name)
    packed, samples = _decoded(container, stream)
    if not len(samples):
        raise _no_sound()
    return Heard(
        codec=CODECS[name],
        bit_rate_kbps=round(packed * 8 * RATE_HZ / len(samples) / 1000),
        sample_rate_hz=stream.codec_context.sample_rate,
        channels=stream.codec_context.channels,
        heard_ms=round(len(samples) * 1000 / RATE_HZ),
        level_dbfs=round(rms_dbfs(samples), 1),
        is_hls=is_hls,
    )


def _decoded(container: InputContainer, stream: AudioStream) -> tuple[int, Samples]:
    """How many bytes of sound there were, and the sound."""
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    packed, heard = 0, list[Samples]()
    for packet in container.demux(stream):
        packed += packet.size
        heard.extend(_samples(packet, resampler))
    return packed, joined(heard)


def _samples(packet: Packet[AudioStream], resampler: AudioResampler) -> Iterator[Samples]:
    """The first and the last packet of a cutting are damaged."""
    try:
        frames = packet.decode()
    except av.InvalidDataError:
        return
    for frame in frames:
        for out in resampler.resample(frame):
            yield np.ascontiguousarray(out.to_ndarray()[0], dtype=np.float32)


def _no_sound() -> InvalidMedia:
    return InvalidMedia(
        Words("Ở địa chỉ này không có âm thanh nào nghe được.", "There is no sound to be heard at this address."),
        Words("Lấy địa chỉ luồng phát (MP3, AAC, Opus) của đài.", "Take the address of the stream (MP3, AAC, Opus)."),
    )


def _other_codec(name: str) -> InvalidMedia:
    return InvalidMedia(
        Words(
            f"Đài phát bằng {name}, loa không tiếp âm được.", f"The station sends {name}: loudspeakers can't relay it."
        ),
        Words("Hỏi nơi phát địa chỉ MP3, AAC hoặc Opus.", "Ask whoever runs it for MP3, AAC or Opus."),
    )
