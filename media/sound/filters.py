"""FFmpeg's filters over samples in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph

from media.sound.encode import frames_of
from media.sound.samples import RATE_HZ, Samples, mono

Filter = tuple[str, str]
"""A filter's name and its arguments as FFmpeg writes them."""

_BACK: Filter = ("aformat", f"sample_fmts=flt:sample_rates={RATE_HZ}:channel_layouts=mono")


def filtered(samples: Samples, chain: Sequence[Filter]) -> Samples:
    """``samples`` through ``chain``, as long as before."""
    out = np.zeros_like(samples)
    at = 0
    for frame in run(samples, [*chain, _BACK]):
        part = mono(frame)[: len(out) - at]
        out[at : at + len(part)] = part
        at += len(part)
    return out


def run(samples: Samples, chain: Sequence[Filter]) -> Iterator[AudioFrame]:
    """The frames that leave ``chain``; their metadata hold what measuring filters found."""
    graph = _graph(chain)
    for frame in (*frames_of(samples), None):
        graph.push(frame)
        yield from _ready(graph)


def _graph(chain: Sequence[Filter]) -> Graph:
    graph = Graph()
    last = graph.add_abuffer(format="flt", sample_rate=RATE_HZ, layout="mono")
    for name, arguments in (*chain, ("abuffersink", "")):
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
