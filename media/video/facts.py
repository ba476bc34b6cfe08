"""What is known of a clip before anyone plays it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from msgspec import Struct

from media.container import damaged

MOST_PIXELS = 4096 * 2304
"""A frame of more is refused: no board needs it and few controllers decode it."""
MOST_DURATION_MS = 2 * 60 * 60 * 1000
MOST_FRAMES_PER_S = 30
_UNKNOWN_RATE = Fraction(25)


class VideoFacts(Struct, frozen=True, kw_only=True):
    """A clip as it is shown, that is, after the turn its camera noted."""

    duration_ms: int
    width_px: int
    height_px: int
    has_sound: bool
    frames_per_s: float
    codec: str


def name_of(container: InputContainer) -> str:
    """What people call the file; where it lies is nobody's business."""
    return Path(container.name or "-").name


def video_of(container: InputContainer) -> VideoStream:
    """The first moving picture; raises :class:`~protocol.errors.InvalidMedia` where there is none or it is too big."""
    name = name_of(container)
    moving = [it for it in container.streams.video if not it.disposition & Disposition.attached_pic]
    if not moving:
        raise damaged(name, "no moving picture in it")
    if not 0 < moving[0].width * moving[0].height <= MOST_PIXELS:
        raise damaged(name, f"frames of {moving[0].width} x {moving[0].height} pixels")
    return moving[0]


def rate_of(stream: VideoStream) -> Fraction:
    """Frames a second as we show them: the clip's own where it moves fastest, at most ``MOST_FRAMES_PER_S``."""
    rate = stream.guessed_rate or stream.average_rate or _UNKNOWN_RATE
    return min(max(Fraction(rate), Fraction(1)), Fraction(MOST_FRAMES_PER_S))


def start_s(container: InputContainer) -> float:
    """When the clip's own time begins; broadcasts begin anywhere."""
    return (container.start_time or 0) / av.time_base


def shown_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Width and height with square pixels and after the turn the camera noted."""
    width_px = max(1, round(frame.width * (stream.sample_aspect_ratio or 1)))
    return (frame.height, width_px) if frame.rotation % 180 else (width_px, frame.height)
