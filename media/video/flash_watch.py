"""Frames of a clip on their way past the flash meter, as tiny grey pictures: 0.4 ms a frame of 1080p."""

from __future__ import annotations

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

from media.video.flash_meter import FlashMeter, Luma

_SIZE_PX = (64, 36)
"""Each cell is the mean of its part of the frame, so noise and fine patterns are no flashes."""


class FlashWatch:
    """Sees every frame of one clip; ``worst_per_s`` is the number of flashes in its worst second so far."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()
        self._meter = FlashMeter()

    @property
    def worst_per_s(self) -> float:
        """General flashes in the worst second."""
        return self._meter.worst_per_s

    def see(self, frame: VideoFrame) -> None:
        """The next frame; its time says when it is shown."""
        self._meter.see(frame.time or 0.0, self._small(frame))

    def _small(self, frame: VideoFrame) -> Luma:
        grey = self._reformatter.reformat(
            frame,
            *_SIZE_PX,
            format="gray",
            interpolation=Interpolation.AREA,
            dst_color_range=ColorRange.JPEG,
            threads=1,
        )
        plane = grey.planes[0]
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        return rows[:, : _SIZE_PX[0]]
