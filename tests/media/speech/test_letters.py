"""A text in letters its language does not have is not said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.espeak import Espeak
from media.speech.letters import OtherLetters, require_own_letters
from media.speech.speaking import speak
from protocol.errors import Unavailable

KHMER = "ទឹកជំនន់ នឹងមកដល់"


@pytest.mark.parametrize(("text", "language"), [(KHMER, "vi"), (KHMER, "en-GB"), ("Nước lũ đang lên", "km")])
def test_it_is_refused_and_an_alert_goes_out_without_it(text: str, language: str) -> None:
    with pytest.raises(OtherLetters, match="Choose the language") as refused:
        speak(text, language, voices=[Espeak()])
    assert isinstance(refused.value, Unavailable)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"Mời bà con phum {KHMER[:6]} đến nhà văn hóa xã", "vi-VN"),
        ("Nu\u031bo\u031b\u0301c lu\u0303 đang lên", "vi"),
        ("112", "vi"),
        (KHMER, "km"),
        (KHMER, "stt"),
    ],
)
def test_names_in_other_letters_marks_and_figures_may_be_said(text: str, language: str) -> None:
    require_own_letters(text, language)


@settings(deadline=None)
@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyấềữ 0123456789.,-"))
def test_vietnamese_is_always_in_its_letters(text: str) -> None:
    require_own_letters(text, "vi")
