"""A reserve between two sound cards whose clocks differ: read a hair faster where it grows, slower where it shrinks.

Crystals differ by 200 parts in a million at most, so the hair is far below what is heard (half a percent, 9 cents).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from agent.speaker.relay.crossfade import crossfaded
from agent.speaker.relay.reserve import Reserve
from media.sound import RATE_HZ, Samples, count_of

HAIR = 0.005
"""The most by which it is read faster or slower."""
PULL_PER_S = 0.25
"""So much of what is too much or too little is made up for in a second."""
SETTLE_S = 1.0
"""Blocks come and go, so how much there is is taken as the mean of about so long."""
TOO_MUCH_FRAMES = count_of(150)
"""More than the target and this is not read away but left out, faded: a machine that stood still for a moment."""
JOINT_FRAMES = count_of(5)
TAIL_FRAMES = 4
"""Of what was read, so many are needed for the next."""


class ElasticReserve(Reserve):
    """Keeps itself at about ``target_frames`` as long as it is taken from."""

    def __init__(self, target_frames: int) -> None:
        super().__init__()
        self._target = target_frames
        self._mean = float(target_frames)
        self._tail = np.zeros(TAIL_FRAMES, dtype=np.float32)
        self._into = 0.0

    def take(self, frames: int) -> Samples:
        """The oldest samples as ``frames`` of them; silence after the last."""
        if len(self) > self._target + TOO_MUCH_FRAMES:
            self._leave_out()
        return self._read(frames, self._speed(frames))

    def _speed(self, frames: int) -> float:
        seconds = frames / RATE_HZ
        self._mean += (len(self) - self._mean) * min(1.0, seconds / SETTLE_S)
        wanted = (self._mean - self._target) * PULL_PER_S / RATE_HZ
        return 1.0 + max(-HAIR, min(HAIR, wanted))

    def _read(self, frames: int, speed: float) -> Samples:
        """Between four neighbours each (Catmull and Rom), so that speech keeps its sibilants."""
        at = self._into + speed * np.arange(frames)
        after = self._into + speed * frames
        known = np.concatenate([self._tail, super().take(math.floor(after))])
        first = np.floor(at).astype(np.int64)
        heard = _between(known, first, (at - first).astype(np.float32))
        self._into, self._tail = after - math.floor(after), known[-TAIL_FRAMES:]
        return heard

    def _leave_out(self) -> None:
        leaving = super().take(JOINT_FRAMES)
        self.keep_newest(self._target)
        self.put_back(crossfaded(leaving, super().take(JOINT_FRAMES)))
        self._mean = float(self._target)


def _between(known: Samples, first: npt.NDArray[np.int64], into: Samples) -> Samples:
    """The curve through ``known[first + 1]`` and ``known[first + 2]``, ``into`` of the way from one to the other."""
    before, here, there, behind = (known[first + step] for step in range(4))
    slope, slope_there = (there - before) / 2, (behind - here) / 2
    square = 3 * (there - here) - 2 * slope - slope_there
    cube = 2 * (here - there) + slope + slope_there
    curve: Samples = (((cube * into + square) * into + slope) * into + here).astype(np.float32)
    return curve
