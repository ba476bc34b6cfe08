"""Levels are measured as the standards define them, and everything leaves at one loudness."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.sound import FLOOR_DBFS, RATE_HZ, Samples, chime, duration_of, joined, rms_dbfs, silence
from media.sound.loudness import loudness
from media.sound.normalise import TARGET_LUFS, TRUE_PEAK_DB, normalise


def sine(amplitude: float, hz: float = 997.0, seconds: float = 1.0) -> Samples:
    t_s = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * hz * t_s)).astype(np.float32)


def voice_like(seconds: float, amplitude: float) -> Samples:
    """Noise in syllables, four a second."""
    t_s = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    noise = np.random.default_rng(7).standard_normal(len(t_s))
    return (amplitude * noise * np.clip(np.sin(2 * np.pi * 2 * t_s), 0.02, 1)).astype(np.float32)


@settings(deadline=None)
@given(amplitude=st.floats(0.001, 1.0))
def test_rms_of_a_sine_is_3_db_below_its_peak(amplitude: float) -> None:
    assert rms_dbfs(sine(amplitude, hz=1_000)) == pytest.approx(20 * math.log10(amplitude / math.sqrt(2)), abs=0.01)


def test_silence_and_nothing_measure_the_floor() -> None:
    assert rms_dbfs(silence(10)) == FLOOR_DBFS
    assert rms_dbfs(silence(0)) == FLOOR_DBFS


def test_loudness_of_the_reference_tone() -> None:
    """ITU-R BS.1770: a 997 Hz sine at full scale in one channel measures -3.01 LUFS."""
    measured = loudness(sine(1.0, seconds=3))
    assert measured.integrated_lufs == pytest.approx(-3.01, abs=0.1)
    assert measured.true_peak_db == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.5, 2.0])
def test_whatever_comes_in_leaves_at_the_house_loudness(amplitude: float) -> None:
    measured = loudness(normalise(voice_like(6, amplitude)))
    assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.0)
    assert measured.true_peak_db <= TRUE_PEAK_DB


def test_silent_ends_are_trimmed_and_the_middle_is_not() -> None:
    spoken = voice_like(2, 0.2)
    sound = normalise(joined([silence(800), spoken, silence(900), spoken, silence(1_500)]))
    assert duration_of(sound) == pytest.approx(4_900, abs=200)


def test_rumble_is_taken_out() -> None:
    both = sine(0.4, hz=25, seconds=2) + sine(0.1, hz=1_000, seconds=2)
    spectrum = np.abs(np.fft.rfft(normalise(both)[: 2 * RATE_HZ]))
    hz = np.fft.rfftfreq(len(normalise(both)[: 2 * RATE_HZ]), 1 / RATE_HZ)
    rumble = spectrum[(hz > 20) & (hz < 30)].max()
    assert rumble < spectrum[(hz > 990) & (hz < 1_010)].max()


def test_silence_normalises_to_nothing() -> None:
    assert len(normalise(silence(1_000))) == 0
    assert len(normalise(silence(0))) == 0


def test_a_short_chime_stays_finite_and_below_the_ceiling() -> None:
    assert loudness(normalise(chime())).true_peak_db <= TRUE_PEAK_DB
