"""The attention tone is at its two frequencies and nowhere else, begins softly and is loud enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.sound import (
    ATTENTION_HIGH_HZ,
    ATTENTION_LOW_HZ,
    ATTENTION_MS,
    RATE_HZ,
    attention_tone,
    chime,
    duration_of,
    ramped,
    rms_dbfs,
)


def test_the_tone_is_853_and_960_hz() -> None:
    tone = attention_tone()
    spectrum = np.abs(np.fft.rfft(tone))
    hz = np.fft.rfftfreq(len(tone), 1 / RATE_HZ)
    strongest = sorted(float(hz[i]) for i in np.argsort(spectrum)[-2:])
    assert strongest == pytest.approx([ATTENTION_LOW_HZ, ATTENTION_HIGH_HZ], abs=0.3)
    near = (np.abs(hz - ATTENTION_LOW_HZ) < 20) | (np.abs(hz - ATTENTION_HIGH_HZ) < 20)
    assert np.sum(spectrum[near] ** 2) > 0.999 * np.sum(spectrum**2)


def test_the_tone_lasts_as_long_as_asked_and_is_loud() -> None:
    assert duration_of(attention_tone()) == ATTENTION_MS
    assert rms_dbfs(attention_tone()) > -9
    assert np.abs(attention_tone()).max() <= 0.8


@settings(deadline=None)
@given(duration_ms=st.integers(100, 5_000))
def test_every_length_begins_and_ends_without_a_click(duration_ms: int) -> None:
    tone = attention_tone(duration_ms)
    assert duration_of(tone) == duration_ms
    assert np.abs(np.diff(tone[:48])).max(initial=0) < 0.02
    assert np.abs(tone[-1:]).max(initial=0) < 0.01


@settings(deadline=None)
@given(length=st.integers(0, 300), ramp_ms=st.integers(0, 10))
def test_ramps_never_raise_a_sample(length: int, ramp_ms: int) -> None:
    shaped = ramped(np.ones(length, dtype=np.float32), ramp_ms)
    assert len(shaped) == length
    assert np.all((shaped >= 0) & (shaped <= 1))


def test_the_chime_is_short_and_gentle() -> None:
    assert 1_000 < duration_of(chime()) < 3_000
    assert -40 < rms_dbfs(chime()) < rms_dbfs(attention_tone())
    assert np.abs(chime()).max() < 0.8
