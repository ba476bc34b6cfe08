from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.publishing.hours import DAY_MIN, Hours, hours, hours_of
from protocol.documents import Window
from protocol.errors import InvalidInput

minutes = st.integers(0, DAY_MIN - 1)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@given(start=minutes, end=minutes)
def test_hours_are_windows_and_back(start: int, end: int) -> None:
    if start == end:
        with pytest.raises(InvalidInput):
            hours(clock(start), clock(end))
        return
    said = hours(clock(start), clock(end))
    assert hours_of(Window(start=said.start, minutes=said.minutes)) == said
    assert (start + said.minutes) % DAY_MIN == end


@pytest.mark.parametrize(("typed", "read"), [("5:00", "05:00"), (" 22h30 ", "22:30"), ("7g05", "07:05")])
def test_hours_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert hours(typed, "23:59") == Hours(read, "23:59")


@pytest.mark.parametrize("typed", ["", "24:00", "7", "12:60", "12:3", "tối", "-1:00", "１２:00"])
def test_what_is_no_hour_is_told(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        hours(typed, "12:00")
    assert typed in refused.value.problem.vi


def test_a_window_of_a_whole_day_ends_when_it_began() -> None:
    assert hours_of(Window(start="00:00", minutes=1440)) == Hours("00:00", "00:00")
