"""Decoded frames as the pixels of a screen, at the least cost: converted once into memory that is used again."""

from __future__ import annotations

import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame

BYTES_PER_PIXEL = 4
"""``bgr0``: blue, green, red and a byte that means nothing (not transparency)."""


class ScreenPixels:
    """Converts frames of one clip into ``bgr0`` rows without padding, of ``size_px`` or the clip's own size.

    A filter graph does it because its frames come from a pool: fresh memory for every frame of 1080p would cost the
    kernel more than the conversion costs us.
    """

    def __init__(self, size_px: tuple[int, int] | None) -> None:
        self._size_px = size_px
        self._graph: Graph | None = None

    def of(self, frame: VideoFrame) -> memoryview:
        """The pixels of ``frame``; they stay as they are for as long as somebody holds the view."""
        width_px, height_px = self._size_px or (frame.width, frame.height)
        if self._graph is None:
            self._graph = _graph(frame, width_px, height_px)
        self._graph.push(frame)
        return _rows(self._graph.vpull(), width_px, height_px)


def _graph(first: VideoFrame, width_px: int, height_px: int) -> Graph:
    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(
        width=first.width, height=first.height, format=first.format, time_base=first.time_base, name="clip"
    )
    scaled = graph.add("scale", f"{_even(width_px)}:{_even(height_px)}:flags=bilinear")
    bgr0 = graph.add("format", "bgr0")
    graph.link_nodes(source, scaled, bgr0, graph.add("buffersink")).configure()
    return graph


def _even(length_px: int) -> int:
    """FFmpeg converts to an odd width or height three times as slowly, so a pixel more is made and cut."""
    return length_px + length_px % 2


def _rows(frame: VideoFrame, width_px: int, height_px: int) -> memoryview:
    """Without a copy where the rows already follow each other, as they do in widths divisible by 16."""
    plane = frame.planes[0]
    row = width_px * BYTES_PER_PIXEL
    if plane.line_size == row:
        return memoryview(plane)[: row * height_px].toreadonly()
    padded = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return memoryview(padded[:height_px, :row].tobytes())
