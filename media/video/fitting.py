"""Frames of any size, shape, turn and rate into frames of one size and a steady rate."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorTrc
from av.video.stream import VideoStream

from media.video.facts import rate_of, shown_size

_TURNS = {90: [("transpose", "cclock")], -90: [("transpose", "clock")], 180: [("hflip", ""), ("vflip", "")]}
"""FFmpeg's display matrix counts counterclockwise."""

_HIGH_DYNAMIC_RANGE = (ColorTrc.ARIB_STD_B67, ColorTrc.SMPTE2084)


class Fitting:
    """A filter graph, built at the first frame, since only frames know how their camera was held."""

    def __init__(self, stream: VideoStream, width_px: int, height_px: int, begins_s: float) -> None:
        self.width_px = width_px
        self.height_px = height_px
        self.rate = rate_of(stream)
        self.begins_s = begins_s
        self._stream = stream
        self._graph: Graph | None = None

    def fitted(self, frame: VideoFrame | None) -> Iterator[VideoFrame]:
        """What is ready after ``frame``; None ends the clip."""
        if self._graph is None:
            if frame is None:
                return
            self._graph = self._built(frame)
        self._graph.push(frame)
        yield from _ready(self._graph)

    def _built(self, first: VideoFrame) -> Graph:
        graph = Graph()
        last = graph.add_buffer(template=self._stream)
        for name, arguments in [*_upright(first), *self._chain(first), ("buffersink", "")]:
            following = graph.add(name, arguments)
            last.link_to(following)
            last = following
        graph.configure()
        return graph

    def _chain(self, first: VideoFrame) -> list[tuple[str, str]]:
        inside_px = _inside(shown_size(first, self._stream), self.width_px, self.height_px)
        return [
            ("setpts", f"PTS-{self.begins_s:.6f}/TB"),
            ("fps", f"{self.rate}:start_time=0"),  # sound may begin first: then the first picture waits for it
            ("scale", f"{inside_px[0]}:{inside_px[1]}:flags=bicubic"),
            ("scale", f"out_color_matrix=bt709:out_range=limited{_to_sdr(first)}"),
            ("pad", f"{self.width_px}:{self.height_px}:(ow-iw)/2:(oh-ih)/2"),
            ("setsar", "1"),
            ("format", "yuv420p"),
        ]


def _to_sdr(first: VideoFrame) -> str:
    """Telephones film in HLG; diffuse white (75 % of the signal, BT.2408) becomes white and what is brighter is cut."""
    return ":out_primaries=bt709:out_transfer=bt709" if first.color_trc in _HIGH_DYNAMIC_RANGE else ""


def _upright(first: VideoFrame) -> list[tuple[str, str]]:
    """Whole pictures out of two woven halves, turned as the camera noted."""
    unwoven = [("bwdif", "mode=send_frame:deint=interlaced")] if first.interlaced_frame else []
    return unwoven + _TURNS.get(180 if abs(first.rotation) == 180 else first.rotation, [])


def _inside(size_px: tuple[int, int], width_px: int, height_px: int) -> tuple[int, int]:
    """The biggest size of this shape inside the board, even and never nothing."""
    scale = min(width_px / size_px[0], height_px / size_px[1])
    return _even(size_px[0] * scale, width_px), _even(size_px[1] * scale, height_px)


def _even(length: float, most: int) -> int:
    return min(most, max(2, round(length / 2) * 2))


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame
