"""How loud the samples were that really left: the evidence of a loudspeaker."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from agent.speaker.samples import milliseconds_of
from media.sound import FLOOR_DBFS, RATE_HZ, Samples


def dbfs_of_mean_square(mean_square: float) -> float:
    """The level of a mean square, dB relative to full scale, not under ``FLOOR_DBFS``."""
    if mean_square <= 0.0:
        return FLOOR_DBFS
    return max(FLOOR_DBFS, float(10.0 * np.log10(mean_square)))


class Meter:
    """Adds up the power of samples."""

    def __init__(self) -> None:
        self._power = 0.0
        self.frames = 0

    def add(self, samples: Samples) -> None:
        """Count ``samples``."""
        self._power += float(np.dot(samples, samples))
        self.frames += len(samples)

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

    def add(self, samples: Samples) -> None:
        """Count ``samples``."""
        self._second.add(samples)
        self._end_second()

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
