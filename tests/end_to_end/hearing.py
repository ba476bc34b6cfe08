"""Measuring what a loudspeaker played."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from media.sound import RATE_HZ
from media.sound.decode import decode

Samples = NDArray[np.float32]
TONE_WINDOW_S = 0.5


def recorded(path: Path) -> Samples:
    """All samples of a 16-bit mono recording, -1 to 1; it may still be growing."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        data = file.readframes(file.getnframes())
    return np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768


def content(path: Path) -> Samples:
    """All samples of a sound file."""
    return np.concatenate(list(decode(path)))


def rms_dbfs(samples: Samples) -> float:
    """Level relative to full scale."""
    return float(20 * np.log10(max(1e-9, float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))))


def tone_begins_s(samples: Samples, tones_hz: tuple[float, ...]) -> float | None:
    """When the given tones together first hold at least nine tenths of the power, by half seconds; None if never."""
    size = int(TONE_WINDOW_S * RATE_HZ)
    for start in range(0, len(samples) - size, size // 2):
        if _share_of(samples[start : start + size], tones_hz) > 0.9:
            return start / RATE_HZ
    return None


def _share_of(window: Samples, tones_hz: tuple[float, ...]) -> float:
    power = np.abs(np.fft.rfft(window * np.hanning(len(window)))) ** 2
    hz = np.fft.rfftfreq(len(window), 1 / RATE_HZ)
    near = np.any([np.abs(hz - tone) <= 8 for tone in tones_hz], axis=0)
    return float(power[near].sum() / power.sum()) if power.sum() > 1e-3 else 0.0


THIN = 8
"""Speech is told by what lies below 3 kHz: thinned so, twelve minutes are compared in a second."""


def _thinned(samples: Samples) -> Samples:
    return samples[: len(samples) // THIN * THIN].reshape(-1, THIN).mean(axis=1)


def likeness(heard: Samples, said: Samples) -> float:
    """The greatest normalised correlation (0 to 1) of a piece of ``heard`` with any place in ``said``."""
    heard, said = _thinned(heard), _thinned(said)
    length = 1 << int(np.ceil(np.log2(len(heard) + len(said))))
    product = np.fft.rfft(said, length) * np.conj(np.fft.rfft(heard, length))
    correlation = np.fft.irfft(product, length)[: len(said) - len(heard) + 1]
    energy = np.cumsum(np.concatenate(([0.0], np.square(said, dtype=np.float64))))
    local = np.sqrt(np.maximum(energy[len(heard) :] - energy[: -len(heard)], 1e-9))
    norm = np.sqrt(np.sum(np.square(heard, dtype=np.float64)))
    return float(np.max(np.abs(correlation) / (local * norm + 1e-9)))
