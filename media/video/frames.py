"""Pictures out of a clip that was transcoded by us: for the board's screen and the panel's thumbnails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from media.container import damaged, open_container
from media.video.facts import start_s, video_of

BYTES_PER_PIXEL = 4
"""``bgr0``: blue, green, red and a byte that means nothing (not transparency)."""


def frames(path: Path, start_ms: int = 0, size_px: tuple[int, int] | None = None) -> Iterator[tuple[int, bytes]]:
    """Every frame from ``start_ms`` on: when it is due (ms from the clip's beginning) and its pixels as ``bgr0``.

    Rows follow each other without padding, ``size_px`` (width, height) or the clip's own size.
    """
    for pts_ms, frame in _from(path, start_ms):
        yield pts_ms, _pixels(frame, size_px or (frame.width, frame.height))


def picture_at(path: Path, at_ms: int) -> Image.Image:
    """The picture shown at ``at_ms`` as RGB; behind the end, the last one."""
    last: VideoFrame | None = None
    for pts_ms, frame in _from(path, max(0, at_ms), run_up=True):
        if last is not None and pts_ms > at_ms:
            break
        last = frame
    if last is None:
        raise damaged(path.name, "no picture in it")
    rgb = last.reformat(format="rgb24").to_ndarray()
    return Image.fromarray(np.rot90(rgb, last.rotation // 90))


def _from(path: Path, start_ms: int, *, run_up: bool = False) -> Iterator[tuple[int, VideoFrame]]:
    """Frames with their times; ``run_up`` includes those between the keyframe before and ``start_ms``."""
    with open_container(path) as container:
        stream = video_of(container)
        if start_ms > 0:
            container.seek(start_ms * av.time_base // 1000 + (container.start_time or 0))
        for frame in container.decode(stream):
            pts_ms = round(((frame.time or 0.0) - start_s(container)) * 1000)
            if run_up or pts_ms >= start_ms:
                yield pts_ms, frame


def _pixels(frame: VideoFrame, size_px: tuple[int, int]) -> bytes:
    width_px, height_px = size_px
    plane = frame.reformat(width_px, height_px, format="bgr0").planes[0]
    row = width_px * BYTES_PER_PIXEL
    if plane.line_size == row:
        return bytes(plane)[: row * height_px]
    whole = bytes(plane)
    return b"".join(whole[first : first + row] for first in range(0, height_px * plane.line_size, plane.line_size))
