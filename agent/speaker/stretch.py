"""A source whose blocks may be made of a few samples more or fewer than they last, without a click.

Between samples lies a cubic (Catmull and Rom, *A class of local interpolating splines*, 1974). Each block begins on a
sample of the source, so whoever asks for none more gets the very samples again.
"""

from __future__ import annotations

import numpy as np

from agent.speaker.samples import quiet
from agent.speaker.source import Source
from media.sound import Samples

BEYOND = 2
"""Samples behind a block that its last interval needs."""


class Stretch:
    """``taken`` is how many samples of the source were given out."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ahead = quiet(0)
        self._last = quiet(1)
        self.taken = 0

    @property
    def ended(self) -> bool:
        """Whether all of the source was given out."""
        return self._source.ended and not len(self._ahead)

    def read(self, frames: int, extra: int = 0) -> Samples:
        """Up to ``frames`` samples made of ``frames + extra`` of the source; near its end of as many as there are."""
        if not extra:
            return self._given(frames)
        span = frames + extra
        self._look_ahead(span + BEYOND)
        if len(self._ahead) < span + BEYOND:
            return self._given(frames)
        made = _between(np.concatenate([self._last, self._ahead[: span + BEYOND]]), frames, span)
        self._given(span)
        return made

    def _look_ahead(self, frames: int) -> None:
        if len(self._ahead) < frames:
            self._ahead = np.concatenate([self._ahead, self._source.read(frames - len(self._ahead))])

    def _given(self, frames: int) -> Samples:
        self._look_ahead(frames)
        given, self._ahead = self._ahead[:frames], self._ahead[frames:]
        self.taken += len(given)
        if len(given):
            self._last = given[-1:]
        return given


def _between(samples: Samples, frames: int, span: int) -> Samples:
    """``frames`` samples evenly over ``span``; before the first and behind the last stand their neighbours."""
    places = np.arange(frames) * (span / frames)
    at = places.astype(np.intp)
    into = (places - at).astype(np.float32)
    before, first, second, behind = (samples[at + step] for step in range(4))
    slope = 0.5 * (second - before)
    bend = before - 2.5 * first + 2.0 * second - 0.5 * behind
    twist = 0.5 * (behind - before) + 1.5 * (first - second)
    made: Samples = (first + into * (slope + into * (bend + into * twist))).astype(np.float32)
    return made
