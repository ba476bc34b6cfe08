"""How loud the samples were that really left: the evidence of a loudspeaker."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from agent.speaker.samples import milliseconds_of
from media.sound import FLOOR_DBFS, RATE_HZ, Samples

REMEMBERED = 64
"""Blocks of 20 ms or less; a sound card is given about ten ahead."""
RESTED_S = 0.5
"""Sinks that do not rest ask for samples more often than that."""


def dbfs_of_mean_square(mean_square: float) -> float:
    """The level of a mean square, dB relative to full scale, not under ``FLOOR_DBFS``."""
    if mean_square <= 0.0:
        return FLOOR_DBFS
    return max(FLOOR_DBFS, float(10.0 * np.log10(mean_square)))


class Meter:
    """Adds up the power of samples, and remembers the last of them for as long as a sound card may hold them."""

    def __init__(self) -> None:
        self._power = 0.0
        self._recent: deque[tuple[int, float]] = deque(maxlen=REMEMBERED)
        self.frames = 0

    def add(self, samples: Samples) -> None:
        """Count ``samples``."""
        power = float(np.dot(samples, samples))
        self._power += power
        self.frames += len(samples)
        self._recent.append((len(samples), power))

    def take_back(self, frames: int) -> None:
        """The last ``frames`` samples were thrown away unheard."""
        while frames > 0 and self._recent:
            counted, power = self._recent.pop()
            share = min(1.0, frames / counted) if counted else 1.0
            self._power -= power * share
            self.frames -= round(counted * share)
            frames -= counted

    @property
    def rms_dbfs(self) -> float:
        """Level of all that was counted."""
        return dbfs_of_mean_square(self._power / self.frames) if self.frames else FLOOR_DBFS

    @property
    def played_ms(self) -> int:
        """How long all that was counted lasts."""
        return milliseconds_of(self.frames)


class LevelHistory:
    """The level of each of the last ``seconds`` seconds."""

    def __init__(self, seconds: int = 60) -> None:
        self._levels: deque[float] = deque(maxlen=seconds)
        self._second = Meter()
        self._seconds = seconds
        self._until_s: float | None = None

    def add(self, samples: Samples) -> None:
        """Count ``samples``."""
        self._second.add(samples)
        self._end_second()

    def reach(self, at_s: float, frames: int = 0) -> None:
        """From ``at_s`` on, ``frames`` samples are counted next: a sink that rested until then was silent."""
        if self._until_s is not None and at_s - self._until_s >= RESTED_S:
            rested_s = min(at_s - self._until_s, float(self._seconds))
            self.add_silence(round(rested_s * RATE_HZ))
            self._until_s = at_s
        if frames:
            self._until_s = at_s + frames / RATE_HZ

    def add_silence(self, frames: int) -> None:
        """Count so much of nothing: for a loudspeaker that is silent most of the day, without touching a sample."""
        while frames > 0:
            step = min(frames, RATE_HZ - self._second.frames)
            self._second.frames += step
            self._end_second()
            frames -= step

    def _end_second(self) -> None:
        if self._second.frames >= RATE_HZ:
            self._levels.append(round(self._second.rms_dbfs, 1))
            self._second = Meter()

    def dbfs(self) -> Sequence[float]:
        """One level a second, oldest first."""
        return tuple(self._levels)
