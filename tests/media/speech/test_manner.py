"""Wishes have bounds, and say which they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.manner import LEAST_RATIO, MOST_RATIO, PLAIN, Manner
from protocol.errors import InvalidInput


def test_the_usual_manner_wishes_nothing() -> None:
    assert PLAIN.wishes == frozenset()


def test_each_difference_is_a_wish() -> None:
    assert Manner(speed=1.2, region="south").wishes == {"speed", "region"}
    assert Manner(pitch=0.8, voice="hn-quynhanh").wishes == {"pitch", "voice"}


@settings(deadline=None)
@given(st.floats())
def test_only_half_to_twice_is_spoken(ratio: float) -> None:
    if LEAST_RATIO <= ratio <= MOST_RATIO:
        assert Manner(speed=ratio).speed == Manner(pitch=ratio).pitch == ratio
        return
    with pytest.raises(InvalidInput, match=r"speed.*Choose 0\.5 to 2"):
        Manner(speed=ratio)
    with pytest.raises(InvalidInput, match="pitch"):
        Manner(pitch=ratio)


def test_no_number_is_no_speed() -> None:
    with pytest.raises(InvalidInput):
        Manner(speed=math.nan)


@pytest.mark.parametrize("name", ["a b", "../vi", "giọng", "x" * 65, "a\n", '"'])
def test_a_voice_has_a_plain_name(name: str) -> None:
    with pytest.raises(InvalidInput, match="name of a voice"):
        Manner(voice=name)
