"""The letters and figures of lists, against a slow oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.word.numbering import counted_as

WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def worth_of(roman: str) -> int:
    values = [WORTH[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@given(st.integers(1, 3_999))
def test_romans_say_their_number(count: int) -> None:
    assert worth_of(counted_as(count, "lowerRoman")) == count
    assert counted_as(count, "upperRoman") == counted_as(count, "lowerRoman").upper()


@pytest.mark.parametrize(
    ("count", "form", "told"),
    [
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (1, "lowerLetter", "a"), (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"), (7, "none", ""), (7, "hebrew1", "7"), (0, "lowerLetter", "0"),
        (4000, "upperRoman", "4000"),
    ],
)  # fmt: skip
def test_formats(count: int, form: str, told: str) -> None:
    assert counted_as(count, form) == told
