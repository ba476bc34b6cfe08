"""Run as a program by :mod:`media.video.probe`: looks into one clip and tells what it found."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from media.confined import Refused, confine, tell
from media.container import damaged, open_container
from media.video.answers import Probed
from media.video.facts import MOST_DURATION_MS, VideoFacts, rate_of, shown_size, start_s, video_of
from protocol.errors import InvalidMedia

_FRAMES_TRIED = 12
_END_MS = 2_000
"""How far before the end the second look begins."""
_MISSING_MS = 300
"""Pictures that end this much before their own declared end were cut."""
_SILENT_PICTURE_SHARE = 0.1
_SILENT_PICTURE_MS = 1_000
"""Where only the whole file's length is declared, sound may run this much longer than the pictures."""


def examined(path: Path) -> VideoFacts:
    """The facts, or :class:`~protocol.errors.InvalidMedia`."""
    with open_container(path) as container:
        stream = video_of(container)
        first = _decoded(container, stream)[0]
        end_ms = _last_packet_ms(container, stream)
        _check_length(path, _least_ms(container, stream), end_ms)
        container.seek(max(0, end_ms - _END_MS) * 1000 + (container.start_time or 0))
        _decoded(container, stream)
        return _facts(container, stream, first, end_ms)


def _decoded(container: InputContainer, stream: VideoStream) -> list[VideoFrame]:
    """Some frames from where the container stands; at least one."""
    frames = list(islice(container.decode(stream), _FRAMES_TRIED))
    if not frames:
        raise damaged(container.name or "-", "no frame can be decoded")
    return frames


def _last_packet_ms(container: InputContainer, stream: VideoStream) -> int:
    """Where the pictures really end, by reading every packet."""
    container.seek(0)
    ends = [_end_s(container, packet) for packet in container.demux(stream) if packet.pts is not None]
    return round(max(ends, default=0.0) * 1000)


def _end_s(container: InputContainer, packet: av.Packet[VideoStream]) -> float:
    ticks = (packet.pts or 0) + (packet.duration or 0)
    return float(ticks * (packet.time_base or 0)) - start_s(container)


def _least_ms(container: InputContainer, stream: VideoStream) -> float:
    """Where the pictures may end at the earliest, by what the file declares."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base) * 1000 - _MISSING_MS
    return (container.duration or 0) / 1000 * (1 - _SILENT_PICTURE_SHARE) - _SILENT_PICTURE_MS


def _check_length(path: Path, least_ms: float, end_ms: int) -> None:
    if end_ms < least_ms:
        raise damaged(path.name, f"cut after {end_ms / 1000:.1f} s")
    if not 0 < end_ms <= MOST_DURATION_MS:
        raise damaged(path.name, f"a length of {end_ms / 1000:.1f} s")


def _facts(container: InputContainer, stream: VideoStream, first: VideoFrame, end_ms: int) -> VideoFacts:
    width_px, height_px = shown_size(first, stream)
    return VideoFacts(
        duration_ms=end_ms,
        width_px=width_px,
        height_px=height_px,
        has_sound=bool(container.streams.audio),
        frames_per_s=float(rate_of(stream)),
        codec=stream.codec_context.name,
    )


def main(limits: str, path: Path) -> None:
    """Tell the facts or the refusal."""
    confine(limits)
    try:
        tell(Probed(examined(path)))
    except InvalidMedia as error:
        tell(Refused(error.problem, error.remedy))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
