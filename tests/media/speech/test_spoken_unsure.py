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
        ("từ 1/3 đến 20/11", "1/3", "date-or-fraction"),
        ("mừng 2/9.", "2/9", "date-or-fraction"),
        ("còn 9-7 hộ", "9-7", "range-or-minus"),
        ("còn 9 - 7 hộ", "9 - 7", "range-or-minus"),
    ],
)
def test_two_meanings_are_marked(text: str, written: str, why: Why) -> None:
    assert doubts(text) == [(written, why)]


@pytest.mark.parametrize(
    "text",
    [
        "1/3 dân số", "chiếm 2/3", "sáng 1/3", "ngày 1/3", "ngày 1-2/3", "01/3", "20/11", "1/3/2025", "12/15 xã",
        "gió cấp 8-9", "mưa 100-150mm", "2021-2025", "tỷ số 3-1", "số nhà 12-5", "gọi 0271-345-678", "nhà 3/5",
    ],
)  # fmt: skip
def test_what_is_plain_is_not_marked(text: str) -> None:
    assert doubts(text) == []


@settings(deadline=None)
@given(st.integers(1, 31), st.integers(1, 12))
def test_a_day_or_a_share_is_never_guessed_silently(day: int, month: int) -> None:
    alone = doubts(f"xong {day}/{month} rồi")
    assert (alone == [(f"{day}/{month}", "date-or-fraction")]) == (day < month)
    assert doubts(f"ngày {day}/{month}") == doubts(f"xong {day:02}/{month:02}/2025") == []
