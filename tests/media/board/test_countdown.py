"""Countdowns: what they say at which moment, and exactly when they say something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_mock import MockerFixture

from media.board import countdown_changes_in_ms, draw_countdown
from media.board import countdown_text as module
from media.board.countdown_text import VIETNAMESE, time_left, words_for
from tests.media.board.drawing import FULL_HD, LED, LOOKS, TINY, differs
from tests.media.board.words_drawn import Written, pen

SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS = 1_000, 60_000, 3_600_000, 86_400_000
LEFT = st.one_of(
    st.integers(-5_000, 5_000), st.integers(48 * HOUR_MS - 70_000, 48 * HOUR_MS + 130_000), st.integers(0, 10**11)
)


def told(left_ms: int, title: str = "Khai giảng", after: str = "", language: str = "vi") -> list[Written]:
    with pen() as written:
        draw_countdown(FULL_HD, title, left_ms, after, language)
    return written


def said(left_ms: int, **of: str) -> str:
    return "".join(one.text for one in told(left_ms, **of)).replace(" ", "")


@pytest.mark.parametrize(
    ("left_ms", "parts"),
    [
        (12 * DAY_MS + 3 * HOUR_MS + 14 * MINUTE_MS, ("12 ngày", "03:14")),
        (48 * HOUR_MS, ("2 ngày", "00:00")),
        (48 * HOUR_MS - 999, ("2 ngày", "00:00")),
        (48 * HOUR_MS - 1_000, ("47:59:59",)),
        (3 * HOUR_MS + 14 * MINUTE_MS + 22 * SECOND_MS, ("03:14:22",)),
        (1, ("00:00:01",)),
    ],
)
def test_days_and_minutes_first_then_hours_minutes_seconds(left_ms: int, parts: tuple[str, ...]) -> None:
    assert time_left(left_ms, VIETNAMESE) == parts
    assert "".join(parts).replace(" ", "") in said(left_ms)


@given(LEFT)
def test_it_says_the_same_until_it_changes_and_then_something_else(left_ms: int) -> None:
    def picture(left: int) -> object:
        return time_left(left, VIETNAMESE) if left > 0 else "reached"

    changes_in_ms = countdown_changes_in_ms(left_ms)
    if changes_in_ms is None:
        assert left_ms <= 0
        return
    assert changes_in_ms >= 1
    assert picture(left_ms - changes_in_ms + 1) == picture(left_ms)
    assert picture(left_ms - changes_in_ms) != picture(left_ms)


@given(st.integers(1, 10**11))
def test_it_changes_each_second_in_the_last_two_days_else_each_minute(left_ms: int) -> None:
    first = countdown_changes_in_ms(left_ms)
    assert first
    second = countdown_changes_in_ms(left_ms - first)
    step = SECOND_MS if left_ms - first < 48 * HOUR_MS else MINUTE_MS
    assert second == (step if left_ms > first else None)


@pytest.mark.parametrize("left_ms", [0, -1, -DAY_MS])
def test_from_zero_on_it_says_what_comes_after(left_ms: int) -> None:
    assert "Mờibàconvào" in said(left_ms, after="Mời bà con vào")
    assert "Đãđếngiờ" in said(left_ms)
    assert "Itistime" in said(left_ms, language="en")


def test_words_are_in_the_language_where_known_else_in_vietnamese() -> None:
    left_ms = 5 * DAY_MS
    assert "5days00:00" in said(left_ms, language="en-GB")
    assert "5ថ្ងៃ00:00" in said(left_ms, language="km")
    assert words_for("sti") == words_for("mnong") == words_for("vi") == VIETNAMESE


def test_khmer_that_this_machine_would_draw_wrongly_is_vietnamese_instead(mocker: MockerFixture) -> None:
    mocker.patch.object(module, "unshapable", return_value=True)
    assert words_for("km") == VIETNAMESE


def test_the_time_left_is_the_biggest_of_it() -> None:
    for look in LOOKS:
        with pen() as written:
            draw_countdown(look, "Khai giảng năm học mới", 3 * HOUR_MS, "", "vi")
        figures = [one for one in written if one.text in "0123456789:"]
        assert min(one.size_px for one in figures) >= max(one.size_px for one in written)


def test_digits_keep_their_place_while_seconds_run() -> None:
    places = {tuple(one.size_px for one in told(left_ms)) for left_ms in range(1_000, 60_000, 7_000)}
    assert len(places) == 1
    colons = {tuple(one.x_px for one in told(left_ms) if one.text == ":") for left_ms in (11_000, 40_000, 11 * HOUR_MS)}
    assert len(colons) == 1


def test_a_title_too_long_is_cut_before_the_time_is_too_small() -> None:
    with pen() as written:
        draw_countdown(TINY, "Lễ phát động toàn dân " * 6, HOUR_MS, "", "vi")
    assert any(one.text.endswith("…") for one in written)
    assert written[-1].size_px >= TINY.scale.least


def test_in_a_zone_for_one_line_only_the_time_is_shown() -> None:
    with pen() as written:
        draw_countdown(LED, "Khai giảng", HOUR_MS, "", "vi", (300, 34))
    assert "".join(one.text for one in written) == "01:00:00"
    with pen() as written:
        draw_countdown(LED, "Khai giảng", 0, "Đã mở", "vi", (300, 40))
    assert [one.text for one in written] == ["Đã mở"]


def test_a_countdown_without_a_title_is_only_the_time() -> None:
    assert said(HOUR_MS, title="") == "Còn01:00:00"


def test_each_second_is_another_picture() -> None:
    assert differs(draw_countdown(LED, "x", 9_000, "", "vi"), draw_countdown(LED, "x", 8_000, "", "vi"))
