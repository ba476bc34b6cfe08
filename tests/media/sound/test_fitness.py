from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.sound import RATE_HZ, Samples, joined, silence
from media.sound.fitness import FULL_SCALE, clipped_share, flaw_of
from media.sound.normalise import normalise
from media.speech.espeak import Espeak


@pytest.fixture(scope="module")
def speech() -> Samples:
    """A sentence, its peaks at full scale."""
    said = Espeak().speak("Trạm Y tế tiêm chủng cho trẻ dưới năm tuổi vào sáng thứ Bảy.", "vi").samples
    return said / np.abs(said).max()


def times(samples: Samples, gain_db: float) -> Samples:
    return np.clip(samples * np.float32(10 ** (gain_db / 20)), -1, 1)


@pytest.mark.parametrize("gain_db", [-24, -12, 0])
def test_speech_recorded_well_has_no_flaw(speech: Samples, gain_db: float) -> None:
    assert flaw_of(times(speech, gain_db)) is None


def test_what_was_made_even_already_has_no_flaw(speech: Samples) -> None:
    assert flaw_of(normalise(speech)) is None


@pytest.mark.parametrize("gain_db", [12, 20, 40])
def test_speech_far_too_loud_is_clipped(speech: Samples, gain_db: float) -> None:
    assert flaw_of(times(speech, gain_db)) == "clipped"


def test_a_whisper_far_away_is_quiet(speech: Samples) -> None:
    assert flaw_of(times(speech, -36)) == "quiet"


@pytest.mark.parametrize("samples", [silence(0), silence(5_000), silence(5_000) + np.float32(0.001)])
def test_nothing_heard_is_silent(samples: Samples) -> None:
    assert flaw_of(samples) == "silent"


def test_a_click_between_silences_is_short(speech: Samples) -> None:
    assert flaw_of(joined([silence(3_000), speech[: RATE_HZ // 2], silence(3_000)])) == "short"


@given(st.lists(st.sampled_from([0.0, 0.5, -0.5, 1.0, -1.0]), min_size=1, max_size=60))
def test_only_rows_at_full_scale_count(levels: list[float]) -> None:
    samples = np.array(levels, dtype=np.float32)
    rows = "".join("x" if abs(level) >= FULL_SCALE else " " for level in levels).split()
    assert clipped_share(samples) == pytest.approx(sum(len(row) for row in rows if len(row) >= 3) / len(levels))
