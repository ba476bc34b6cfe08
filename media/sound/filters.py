"""FFmpeg's filters over samples in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from media.sound.frames import frames_of, mono
from media.sound.samples import RATE_HZ, Samples

Filter = tuple[str, str]
"""A filter's name and its arguments as FFmpeg writes them."""

BACK: Filter = ("aformat", f"sample_fmts=flt:sample_rates={RATE_HZ}:channel_layouts=mono")
"""To our one kind of samples, at the end of a chain that leaves it."""


class Chain:
    """Filters in a row, fed frame by frame with mono float sound at ``RATE_HZ``."""

    def __init__(self, filters: Sequence[Filter]) -> None:
        self._graph = _graph(filters)

    def through(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        """What comes out after ``frame``; None ends the sound. Measuring filters leave what they found as metadata."""
        self._graph.push(frame)
        yield from _ready(self._graph)


def run(frames: Iterable[AudioFrame], filters: Sequence[Filter]) -> Iterator[AudioFrame]:
    """All of ``frames`` through a chain."""
    chain = Chain(filters)
    for frame in frames:
        yield from chain.through(frame)
    yield from chain.through(None)


def filtered(samples: Samples, filters: Sequence[Filter]) -> Samples:
    """``samples`` through a chain, as long as before."""
    out = np.zeros_like(samples)
    at = 0
    for frame in run(frames_of(samples), [*filters, BACK]):
        part = mono(frame)[: len(out) - at]
        out[at : at + len(part)] = part
        at += len(part)
    return out


def _graph(filters: Sequence[Filter]) -> Graph:
    graph = Graph()
    last = graph.add_abuffer(format="flt", sample_rate=RATE_HZ, layout="mono")
    for name, arguments in (*filters, ("abuffersink", "")):
        following = graph.add(name, arguments)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


def _ready(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame
