"""How loud sound is, as RMS against full scale."""

from __future__ import annotations

import math

import numpy as np

from media.sound.samples import Samples

FLOOR_DBFS = -120.0
"""What digital silence is said to measure, since the logarithm of nothing can't be written in JSON."""


def rms_dbfs(samples: Samples) -> float:
    """Root mean square in dB relative to full scale: a sine at full scale measures -3.0; silence ``FLOOR_DBFS``."""
    if not len(samples):
        return FLOOR_DBFS
    return decibels(math.sqrt(float(np.mean(np.square(samples, dtype=np.float64)))))


def decibels(amplitude: float) -> float:
    """An amplitude as dB relative to 1.0, not below ``FLOOR_DBFS``."""
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS
