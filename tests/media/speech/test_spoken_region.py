"""Number words of the north and of the south; what an author wrote in words is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import spoken_form
from media.speech.spoken.numbers import cardinal


@pytest.mark.parametrize(
    ("written", "north", "south"),
    [
        ("2.500 đồng", "hai nghìn năm trăm đồng", "hai ngàn năm trăm đồng"),
        ("105 hộ", "một trăm linh năm hộ", "một trăm lẻ năm hộ"),
        ("24 hộ", "hai mươi tư hộ", "hai mươi bốn hộ"),
        ("tháng 4", "tháng tư", "tháng tư"),
        ("thứ 4", "thứ tư", "thứ tư"),
        ("ngày 5/6", "ngày mùng năm tháng sáu", "ngày mùng năm tháng sáu"),
        ("5 nghìn đồng", "năm nghìn đồng", "năm nghìn đồng"),
        ("BÀ LINH", "bà linh", "bà linh"),
        ("chị Linh có 101 con gà", "chị Linh có một trăm linh một con gà", "chị Linh có một trăm lẻ một con gà"),
        ("hai nghìn linh một", "hai nghìn linh một", "hai nghìn linh một"),
        ("3‰", "ba phần nghìn", "ba phần ngàn"),
    ],
)
def test_each_region_says_its_own(written: str, north: str, south: str) -> None:
    assert spoken_form(written) == spoken_form(written, region="north") == north
    assert spoken_form(written, region="south") == south


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_only_these_words_differ(value: int) -> None:
    said = (
        f" {cardinal(value)} ".replace(" nghìn ", " ngàn ").replace(" linh ", " lẻ ").replace("mươi tư ", "mươi bốn ")
    )
    grouped = f"{value:,}".replace(",", ".")
    assert spoken_form(f"có {grouped}", region="south") == f"có{said}".rstrip()
