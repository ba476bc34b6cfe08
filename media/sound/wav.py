"""Samples into WAV, and into the integers in it."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from media.sound.samples import RATE_HZ, Samples


def write_wav(samples: Samples, path: Path) -> None:
    """Write ``samples`` as 16-bit mono WAV."""
    with path.open("wb") as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE_HZ)
        wav.writeframes(as_16_bit(samples).tobytes())


def as_16_bit(samples: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """``samples`` as signed 16-bit little-endian integers, cut at full scale."""
    return np.round(np.clip(samples, -1.0, 1.0) * 32_767).astype("<i2")
