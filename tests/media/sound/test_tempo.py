"""Faster and slower, and as high as before."""

from __future__ import annotations

import numpy as np
import pytest

from media.sound import RATE_HZ, Samples, duration_of
from media.sound.tempo import at_speed

TONE_HZ = 440


@pytest.fixture(scope="module")
def tone() -> Samples:
    return (0.3 * np.sin(2 * np.pi * TONE_HZ * np.arange(2 * RATE_HZ) / RATE_HZ)).astype(np.float32)


@pytest.mark.parametrize("ratio", [0.5, 0.8, 1.25, 2.0])
def test_it_lasts_as_long_as_it_should_at_the_same_pitch(ratio: float, tone: Samples) -> None:
    stretched = at_speed(tone, ratio)
    assert duration_of(stretched) == pytest.approx(2_000 / ratio, rel=0.05)
    spectrum = np.abs(np.fft.rfft(stretched))
    assert np.argmax(spectrum) * RATE_HZ / len(stretched) == pytest.approx(TONE_HZ, abs=3)
