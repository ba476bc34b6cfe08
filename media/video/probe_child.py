"""Run as a program by :mod:`media.video.probe`: looks into one clip and tells what it found."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from media.confined import Refused, confine, tell
from media.container import damaged, open_container
from media.video.answers import Probed
from media.video.facts import MOST_DURATION_MS, VideoFacts, name_of, rate_of, shown_size, start_s, video_of
from protocol.errors import InvalidMedia

_FRAMES_TRIED = 12
_BEFORE_END_MS = (2_000, 20_000)
"""How far before the end the second look begins; broadcasts can be entered only every ten seconds or so."""
_MISSING_MS = 300
"""A file whose last packet ends this much before the end it declares was cut."""


def examined(path: Path) -> VideoFacts:
    """The facts, or :class:`~protocol.errors.InvalidMedia`."""
    ends = _Ends.of(path)
    with open_container(path) as container:
        stream = video_of(container)
        _check_length(path, _declared(container, stream, ends), ends.pictures_ms)
        first = _first_decoded(container, stream)
        _look_at_the_end(container, stream, ends.pictures_ms)
        return _facts(container, stream, first, ends.pictures_ms)


class _Ends(NamedTuple):
    """Where pictures and sound really end, known by reading every packet."""

    pictures_ms: int
    whole_ms: int

    @classmethod
    def of(cls, path: Path) -> Self:
        pictures_s = sound_s = 0.0
        with open_container(path) as container:
            for packet in container.demux(video_of(container), *container.streams.audio):
                if isinstance(packet.stream, VideoStream):
                    pictures_s = max(pictures_s, _end_s(container, packet))
                else:
                    sound_s = max(sound_s, _end_s(container, packet))
        return cls(round(pictures_s * 1000), round(max(pictures_s, sound_s) * 1000))


def _end_s(container: InputContainer, packet: Packet[Stream]) -> float:
    if packet.pts is None:
        return 0.0
    return float((packet.pts + (packet.duration or 0)) * (packet.time_base or 0)) - start_s(container)


def _first_decoded(container: InputContainer, stream: VideoStream) -> VideoFrame:
    """The first of some frames from where the container stands."""
    frames = list(islice(container.decode(stream), _FRAMES_TRIED))
    if not frames:
        raise damaged(name_of(container), "no frame can be decoded")
    return frames[0]


def _look_at_the_end(container: InputContainer, stream: VideoStream, end_ms: int) -> None:
    """Decode frames near the end; what is shorter than a look has been looked at."""
    for before_ms in _BEFORE_END_MS:
        if end_ms <= before_ms:
            return
        container.seek((end_ms - before_ms) * 1000 + (container.start_time or 0))
        if next(container.decode(stream), None) is not None:
            return
    raise damaged(name_of(container), "no frame near its end can be decoded")


def _declared(container: InputContainer, stream: VideoStream, ends: _Ends) -> tuple[float, int]:
    """What length the file declares, in ms, and what of it is there: of its pictures if it says so, else of all.

    Matroska declares when the file ends, not how long it is; so what comes before its beginning is taken off.
    """
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base) * 1000, ends.pictures_ms
    return (container.duration or 0) / 1000 - max(0.0, start_s(container)) * 1000, ends.whole_ms


def _check_length(path: Path, declared: tuple[float, int], end_ms: int) -> None:
    if declared[1] < declared[0] - _MISSING_MS:
        raise damaged(path.name, f"cut after {declared[1] / 1000:.1f} s")
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
