"""Weeks where a board stands: Sunday in them, midnights exact, also where a day has 23 hours."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from controller.timeline.days import clocks, moment, monday_of, parts_of_days, week_of
from protocol.ids import EpochMs
from protocol.spans import Span
from tests.protocol.test_programme import at

HCM, BERLIN = "Asia/Ho_Chi_Minh", "Europe/Berlin"
SPANS = st.tuples(st.integers(1_700_000_000_000, 1_900_000_000_000), st.integers(1, 20 * 86_400_000))


def test_a_week_begins_with_monday_and_ends_after_sunday() -> None:
    assert {monday_of(date(2026, 11, day)) for day in range(16, 23)} == {date(2026, 11, 16)}
    week = week_of(date(2026, 11, 16), HCM)
    assert week == Span(at("2026-11-16T00:00:00"), at("2026-11-23T00:00:00"))
    assert week.holds(at("2026-11-22T23:59:59"))


def test_a_week_with_a_change_of_clocks_is_an_hour_shorter() -> None:
    week = week_of(date(2027, 3, 22), BERLIN)
    assert week.end_ms - week.begin_ms == (7 * 24 - 1) * 3_600_000


@given(SPANS, st.sampled_from([HCM, BERLIN, "UTC"]))
def test_pieces_of_days_are_the_span_and_none_crosses_a_midnight(given_span: tuple[int, int], zone: str) -> None:
    span = Span(EpochMs(given_span[0]), EpochMs(given_span[0] + given_span[1]))
    parts = list(parts_of_days(span, zone))
    edges = [edge for _, part in parts for edge in part]
    assert (edges[0], edges[-1]) == span
    assert edges[1:-1:2] == edges[2::2]
    for day, part in parts:
        for at_ms in (part.begin_ms, part.end_ms - 1):
            assert datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone)).date() == day


def test_hours_are_told_as_people_say_them() -> None:
    zone = ZoneInfo(HCM)
    assert clocks(Span(at("2026-11-22T17:00:00"), at("2026-11-22T17:09:53")), zone) == "17:00–17:10"
    assert clocks(Span(at("2026-11-22T17:09:53"), at("2026-11-22T17:10:00")), zone) == "17:09:53–17:10:00"
    assert clocks(Span(at("2026-11-22T23:59:53"), at("2026-11-23T00:00:00")), zone) == "23:59:53–24:00"
    assert clocks(Span(at("2026-11-22T22:00:00"), at("2026-11-23T00:00:00")), zone) == "22:00–24:00"
    assert clocks(Span(at("2026-11-22T00:00:00"), at("2026-11-23T00:00:00")), zone) == "00:00–24:00"


def test_leap_day() -> None:
    assert moment(date(2028, 2, 29), time(12), HCM) == at("2028-02-29T12:00:00")
    assert monday_of(date(2028, 2, 29)) == date(2028, 2, 28)
