"""Weeks and days where a board stands. A week begins on Monday, at midnight there, and ends after Sunday. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from protocol.ids import EpochMs
from protocol.recurrence import MINUTE_MS, local_date, zone_of
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
    """``17:00–17:10``, to the nearest minute, and to the second what is shorter; the end of a day is ``24:00``."""
    if is_short(part):
        begin, end = (f"{datetime.fromtimestamp(at_ms / 1000, zone):%H:%M:%S}" for at_ms in part)
    else:
        begin, end = (f"{_to_the_minute(at_ms, zone):%H:%M}" for at_ms in part)
    return f"{begin}–{'24:00' if end in ('00:00', '00:00:00') else end}"


def is_short(span: Span) -> bool:
    """Too short to be told of in a week: loudspeakers end with what fits, which leaves some seconds to others."""
    return span.end_ms - span.begin_ms < MINUTE_MS


def _to_the_minute(at_ms: EpochMs, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp((at_ms + MINUTE_MS // 2) // MINUTE_MS * MINUTE_MS / 1000, zone)
