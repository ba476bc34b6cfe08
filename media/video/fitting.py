"""Frames of any size, shape, turn and rate into frames of one size and a steady rate."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from media.video.facts import rate_of

_TURNS = {90: [("transpose", "cclock")], -90: [("transpose", "clock")], 180: [("hflip", ""), ("vflip", "")]}
"""FFmpeg's display matrix counts counterclockwise."""


class Fitting:
    """A filter graph, built at the first frame, since only frames know how their camera was held."""

    def __init__(self, stream: VideoStream, width_px: int, height_px: int, begins_s: float) -> None:
        self.width_px = width_px
        self.height_px = height_px
        self.rate = rate_of(stream)
        self._stream = stream
        self._begins_s = begins_s
        self._graph: Graph | None = None

    def fitted(self, frame: VideoFrame | None) -> Iterator[VideoFrame]:
        """What is ready after ``frame``; None ends the clip."""
        if frame is None and self._graph is None:
            return
        self._graph = self._graph or self._built(_turn(frame))
        self._graph.push(frame)
        yield from _ready(self._graph)

    def _built(self, turn: int) -> Graph:
        graph = Graph()
        last = graph.add_buffer(template=self._stream)
        for name, arguments in [*_TURNS.get(turn, []), *self._chain(), ("buffersink", "")]:
            following = graph.add(name, arguments)
            last.link_to(following)
            last = following
        graph.configure()
        return graph

    def _chain(self) -> list[tuple[str, str]]:
        size = f"{self.width_px}:{self.height_px}"
        return [
            ("setpts", f"PTS-{self._begins_s:.6f}/TB"),
            ("fps", f"{self.rate}"),
            ("scale", f"{size}:force_original_aspect_ratio=decrease:flags=lanczos"),
            ("pad", f"{size}:(ow-iw)/2:(oh-ih)/2"),
            ("setsar", "1"),
            ("format", "yuv420p"),
        ]


def _turn(frame: VideoFrame | None) -> int:
    return 180 if frame and abs(frame.rotation) == 180 else frame.rotation if frame else 0


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame
