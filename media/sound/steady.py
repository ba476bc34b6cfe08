"""Pieces of one speech at one loudness while the rest of it is still being made: measured at the first, then held."""

from __future__ import annotations

import numpy as np

from media.sound.filters import filtered
from media.sound.loudness import loudness
from media.sound.normalise import SHAPE, gain_to_target_db, levelling
from media.sound.samples import Samples, count_of
from media.sound.trim import trimmed

MEASURED_MS = 4_000
"""As much as tells how loud a voice is; a shorter piece is measured as if it were repeated."""
_ROUNDS = 2
"""The limiter takes some loudness away; a second look gives it back."""


class Steady:
    """Brings each piece to the house loudness by the gain the first one needed."""

    def __init__(self) -> None:
        self._gain_db: float | None = None

    def level(self, samples: Samples) -> Samples:
        """The piece without silence at its ends; empty where there is nothing else."""
        if not len(sound := trimmed(samples)):
            return sound
        shaped = filtered(sound, SHAPE)
        if self._gain_db is None:
            self._gain_db = _gain_db(shaped)
        return filtered(shaped, levelling(self._gain_db))


def _gain_db(shaped: Samples) -> float:
    measured = np.resize(shaped, count_of(MEASURED_MS))
    gain_db = gain_to_target_db(loudness(measured))
    for _ in range(_ROUNDS - 1):
        gain_db += gain_to_target_db(loudness(filtered(measured, levelling(gain_db))))
    return gain_db
