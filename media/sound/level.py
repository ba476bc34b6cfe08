"""How loud sound is: RMS against full scale, and loudness and true peak by ITU-R BS.1770 / EBU R 128."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from av.audio.frame import AudioFrame

from media.sound.encode import frames_of
from media.sound.filters import run
from media.sound.samples import Samples

FLOOR_DBFS = -120.0
"""What digital silence is said to measure, since the logarithm of nothing can't be written in JSON."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Of a whole sound. ``integrated_lufs`` is -70 or less where nothing is loud enough to count."""

    integrated_lufs: float
    true_peak_db: float


def rms_dbfs(samples: Samples) -> float:
    """Root mean square in dB relative to full scale: a sine at full scale measures -3.0; silence ``FLOOR_DBFS``."""
    if not len(samples):
        return FLOOR_DBFS
    return decibels(math.sqrt(float(np.mean(np.square(samples, dtype=np.float64)))))


def decibels(amplitude: float) -> float:
    """An amplitude as dB relative to 1.0, not below ``FLOOR_DBFS``."""
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS


def loudness(samples: Samples) -> Loudness:
    """Gated loudness over all of ``samples`` and the highest peak between them (four-fold oversampled)."""
    return loudness_of(frames_of(samples))


def loudness_of(frames: Iterable[AudioFrame]) -> Loudness:
    """The same of sound too long to hold in memory."""
    found: dict[str, str] = {}
    for frame in run(frames, [("ebur128", "metadata=1:peak=true")]):
        found.update(frame.metadata)
    peak = float(found.get("lavfi.r128.true_peak", "0"))
    return Loudness(float(found.get("lavfi.r128.I", "-70")), decibels(peak))
