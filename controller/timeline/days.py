"""Weeks and days where a board stands. A week begins on Monday, at midnight there, and ends after Sunday. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from protocol.ids import EpochMs
from protocol.recurrence import local_date, zone_of
from protocol.spans import Span

DAYS = 7


def monday_of(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def week_of(monday: date, time_zone: str, weeks: int = 1) -> Span:
    """From the midnight at the begin of ``monday`` to that after Sunday."""
    return Span(moment(monday, time.min, time_zone), moment(monday + timedelta(days=DAYS * weeks), time.min, time_zone))


def moment(day: date, clock: time, time_zone: str) -> EpochMs:
    """When clocks there say so."""
    return EpochMs(round(datetime.combine(day, clock, zone_of(time_zone)).timestamp() * 1000))


def parts_of_days(span: Span, time_zone: str) -> Iterator[tuple[date, Span]]:
    """The span cut at the midnights there, each piece with its day."""
    at_ms = span.begin_ms
    while at_ms < span.end_ms:
        day = local_date(at_ms, zone_of(time_zone))
        end_ms = min(moment(day + timedelta(days=1), time.min, time_zone), span.end_ms)
        yield day, Span(at_ms, end_ms)
        at_ms = end_ms


def clocks(part: Span, zone: ZoneInfo) -> str:
    """``17:00–17:10``; seconds where there are any; the end of a day is ``24:00``."""
    begin, end = (_clock(at_ms, zone) for at_ms in part)
    return f"{begin}–{'24:00' if end == '00:00' else end}"


def _clock(at_ms: EpochMs, zone: ZoneInfo) -> str:
    local = datetime.fromtimestamp(at_ms / 1000, zone)
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
