from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.speaker.ear import Heard
from bench.speaker.levels import likeness, place_of, taken_over_s
from bench.speaker.material import MUSIC_HZ, music, noise
from media.sound import Samples, attention_tone, count_of, joined, ramped, silence

BEGIN_S = 100.0


def over_music(music_ms: int, silent_ms: int) -> Heard:
    """Music that ends, and so much later the attention tone."""
    parts = [ramped(music(music_ms), 2), silence(silent_ms), attention_tone(400)]
    return Heard(BEGIN_S, joined(parts))


@pytest.mark.parametrize(("music_ms", "silent_ms"), [(200, 0), (200, 35), (333, 100)])
def test_a_tone_counts_from_when_it_is_loud_enough_to_be_heard(music_ms: int, silent_ms: int) -> None:
    """It rises for 50 ms, and is within 20 dB of its level after 10 to 16, between the beats."""
    taken_s = taken_over_s(over_music(music_ms, silent_ms), MUSIC_HZ)
    assert 1000 * (taken_s - BEGIN_S) == pytest.approx(music_ms + silent_ms + 13, abs=6)


def test_a_tone_over_music_that_goes_on_has_not_taken_its_place_yet() -> None:
    heard = over_music(200, 0)
    both: Samples = heard.samples.copy()
    both[: count_of(400)] += music(400)
    taken_s = taken_over_s(Heard(BEGIN_S, both), MUSIC_HZ)
    assert 1000 * (taken_s - BEGIN_S) == pytest.approx(400, abs=5)


def test_no_tone_is_told_as_such() -> None:
    with pytest.raises(AssertionError, match="no tone"):
        taken_over_s(Heard(BEGIN_S, music(500)), MUSIC_HZ)


@given(st.integers(0, count_of(300)), st.floats(0.05, 1.0))
def test_a_known_piece_is_found_to_the_sample_at_any_loudness(at: int, gain: float) -> None:
    whole = noise(400)
    piece = whole[at : at + count_of(100)]
    assert place_of(piece, np.float32(gain) * whole) == at
    assert likeness(piece, np.float32(gain) * piece) == pytest.approx(1, abs=1e-3)


def test_another_piece_is_not_like_it() -> None:
    whole = noise(400)
    assert abs(likeness(whole[: count_of(100)], whole[count_of(200) : count_of(300)])) < 0.2
