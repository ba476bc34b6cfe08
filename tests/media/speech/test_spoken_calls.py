"""What must never be misheard: telephone numbers, plates, scores and ranges, however they are set."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import spoken_form
from media.speech.spoken.numbers import DIGITS, cardinal, digit_by_digit

VALUES = {word: str(value) for value, word in enumerate(DIGITS)}


def _heard(said: str) -> str:
    return "".join(VALUES[word] for word in said.replace(",", "").split() if word in VALUES)


@settings(deadline=None)
@given(rest=st.text("0123456789", min_size=9, max_size=9), mark=st.sampled_from(["", " ", ".", "-"]))
def test_a_telephone_number_is_heard_digit_for_digit(rest: str, mark: str) -> None:
    groups = mark.join(["0" + rest[:3], rest[3:6], rest[6:]])
    assert _heard(spoken_form(f"gọi {groups}")) == "0" + rest


@settings(deadline=None)
@given(number=st.text("0123456789", min_size=5, max_size=5), dotted=st.booleans())
def test_a_plate_is_heard_sign_for_sign(number: str, dotted: bool) -> None:
    shown = f"{number[:3]}.{number[3:]}" if dotted else number
    assert spoken_form(f"xe 93A-{shown}") == f"xe chín ba a, {digit_by_digit(number)}"


@settings(deadline=None)
@given(ours=st.integers(0, 30), theirs=st.integers(0, 30), stroke=st.sampled_from(["-", " - ", "–"]))
def test_a_score_is_two_numbers(ours: int, theirs: int, stroke: str) -> None:
    assert spoken_form(f"tỷ số {ours}{stroke}{theirs}") == f"tỷ số {cardinal(ours)} {cardinal(theirs)}"


@settings(deadline=None)
@given(
    low=st.integers(0, 900),
    more=st.integers(1, 99),
    stroke=st.sampled_from(["-", " - ", "–"]),
    unit=st.sampled_from([("mm", "mi li mét"), ("m3/s", "mét khối một giây"), ("km/h", "ki lô mét một giờ")]),
)
def test_a_range_of_amounts_is_never_a_minus(low: int, more: int, stroke: str, unit: tuple[str, str]) -> None:
    said = spoken_form(f"mưa {low}{stroke}{low + more}{unit[0]}")
    assert said == f"mưa {cardinal(low)} đến {cardinal(low + more)} {unit[1]}"
