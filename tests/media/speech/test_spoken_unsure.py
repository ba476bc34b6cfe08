"""What may be meant otherwise is marked; what is plain is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.spoken import Why, spoken


def doubts(text: str) -> list[tuple[str, Why]]:
    return [(doubt.written, doubt.why) for doubt in spoken(text).doubts]


@pytest.mark.parametrize(
    ("text", "written", "why"),
    [
        ("hoàn thành 1/3", "1/3", "date-or-fraction"),
        ("chi 1,250,000 đồng", "1,250,000", "number-form"),
        ("chi 250 000 đồng", "250 000", "number-form"),
        ("chi 1,250 đồng", "1,250", "number-form"),
        ("tăng 3.5%", "3.5%", "number-form"),
        ("họp XYZQ rồi", "XYZQ", "unknown-abbreviation"),
        ("còn 9-7 hộ", "9-7", "range-or-minus"),
        ("còn 9 - 7 hộ", "9 - 7", "range-or-minus"),
    ],
)
def test_two_meanings_are_marked(text: str, written: str, why: Why) -> None:
    assert doubts(text) == [(written, why)]


@pytest.mark.parametrize(
    "text",
    [
        "1/3 dân số", "sáng 1/3", "ngày 1/3", "1/3/2025", "gió cấp 8-9", "mưa 100-150mm", "2021-2025", "tỷ số 3-1",
        "số nhà 12-5", "gọi 0271-345-678", "UBND xã", "QL14", "khóa XV",
        "1.250.000 đồng", "1.250 đồng", "3,5%", "12,50 m", "công nghiệp 4.0",
    ],
)  # fmt: skip
def test_what_is_plain_is_not_marked(text: str) -> None:
    assert doubts(text) == []


@pytest.mark.parametrize("written", ["1,250,000 đồng", "1 250 000 đồng", "1.250.000 đồng"])
def test_thousands_are_thousands_however_they_are_parted(written: str) -> None:
    assert spoken(written).text == "một triệu hai trăm năm mươi nghìn đồng"


@settings(deadline=None)
@given(st.integers(0, 999), st.integers(0, 999))
def test_only_a_stretch_that_falls_is_marked(first: int, last: int) -> None:
    marked = "range-or-minus" in [why for _, why in doubts(f"còn {first}-{last} hộ")]
    assert marked == (first >= last)
