"""Vietnamese number words follow the language's rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken.numbers import DIGITS, cardinal, digit_by_digit, number, ordinal, roman

VALUES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def heard(words: str) -> int:
    """A listener who adds up what was said; written without looking at the speaker."""
    total = part = last = 0
    for word in words.split():
        if word in SCALES:
            scaled = (part + last) * SCALES[word]
            total = (total + part + last) * SCALES[word] if word == "tỷ" else total + scaled
            part = last = 0
        elif word == "trăm":
            part, last = last * 100, 0
        elif word == "mươi":
            part, last = part + last * 10, 0
        elif word == "mười":
            part, last = part + 10, 0
        elif word != "linh":
            last = VALUES[word]
    return total + part + last


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_what_is_said_is_heard(value: int) -> None:
    assert heard(cardinal(value)) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_023, "hai nghìn không trăm hai mươi ba"),
        (1_000_000, "một triệu"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (3_000_000_000, "ba tỷ"),
    ],
)
def test_numbers_everyone_knows(value: int, said: str) -> None:
    assert cardinal(value) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.250.000", "một triệu hai trăm năm mươi nghìn"),
        ("44,24", "bốn mươi tư phẩy hai mươi tư"),
        ("0,05", "không phẩy không năm"),
        ("3,14159", "ba phẩy một bốn một năm chín"),
        ("007", "bảy"),
    ],
)
def test_numbers_as_documents_write_them(written: str, said: str) -> None:
    assert number(written) == said


@settings(deadline=None)
@given(st.text(alphabet="0123456789 .-", max_size=12))
def test_codes_are_said_digit_by_digit(code: str) -> None:
    assert [VALUES[word] for word in digit_by_digit(code).split()] == [int(c) for c in code if c.isdecimal()]


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXI", 21), ("XL", 40)])
def test_roman_numerals(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_ordinals_with_words_of_their_own() -> None:
    assert [ordinal(value) for value in (1, 2, 4, 14)] == ["nhất", "hai", "tư", "mười bốn"]
