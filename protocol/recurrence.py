"""When slots and broadcast windows are on. RFC 5545 RRULE by dateutil, in the unit's own time zone.

A slot is end-exclusive, may cross midnight, and may still start on its ``last_date``. Days are computed once and kept:
the computation is pure, so remembering it changes nothing but the time it takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulebase, rrulestr

from protocol.documents import Window
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.manifest import Slot
from protocol.spans import Span
from protocol.weekdays import is_on
from protocol.words import Words

LONGEST = timedelta(days=1)
MINUTE_MS = 60_000


class BadRecurrence(InvalidInput):
    """An RRULE or time zone that can't be read."""


def slot_spans(slot: Slot, around_ms: EpochMs) -> tuple[Span, ...]:
    """Every span of ``slot`` that touches the day before, the day of and the day after ``around_ms``."""
    today = local_date(around_ms, zone_of(slot.time_zone))
    days = (_spans_on(slot, today + timedelta(days=offset)) for offset in (-1, 0, 1))
    return tuple(span for day in days for span in day)


def window_spans(windows: Iterable[Window], time_zone: str, around_ms: EpochMs) -> tuple[Span, ...]:
    """Every daily window that touches the day before, the day of and the day after ``around_ms``."""
    zone = zone_of(time_zone)
    today = local_date(around_ms, zone)
    days = [today + timedelta(days=offset) for offset in (-1, 0, 1)]
    return tuple(
        _span(datetime.combine(day, time.fromisoformat(window.start)), window.minutes, zone)
        for day in days
        for window in windows
    )


def check_recurrence(slot: Slot) -> None:
    """Raises :class:`BadRecurrence` for a slot whose rule or zone can't be read."""
    zone_of(slot.time_zone)
    _starts_on(slot, slot.first_date)


def spans_between(slot: Slot, first: date, last: date) -> tuple[Span, ...]:
    """Every span of ``slot`` that starts from ``first`` to ``last``, both included."""
    until = last if slot.last_date is None else min(last, slot.last_date)
    begin, end = datetime.combine(max(first, slot.first_date), time.min), datetime.combine(until, time.max)
    starts = _rule_of(slot).between(begin, end, inc=True)
    zone = zone_of(slot.time_zone)
    kept = (start for start in starts if start.date() not in slot.except_dates)
    return tuple(_span(start, slot.duration_min, zone) for start in kept)


def first_day(slot: Slot, since: date) -> date | None:
    """The first day from ``since`` on which the slot starts by its rule, exceptions aside; None: never again."""
    begin = datetime.combine(max(since, slot.first_date), time.min)
    found = _rule_of(slot).after(begin, inc=True)
    day = found.date() if isinstance(found, datetime) else None
    return None if day is None or (slot.last_date is not None and day > slot.last_date) else day


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The IANA time zone ``name``; raises :class:`BadRecurrence`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _bad(name) from error


def local_date(moment_ms: EpochMs, zone: ZoneInfo) -> date:
    """The calendar day of a moment in ``zone``."""
    return datetime.fromtimestamp(moment_ms / 1000, zone).date()


@lru_cache(maxsize=4096)
def _spans_on(slot: Slot, day: date) -> tuple[Span, ...]:
    zone = zone_of(slot.time_zone)
    return tuple(_span(start, slot.duration_min, zone) for start in _starts_on(slot, day))


def _starts_on(slot: Slot, day: date) -> tuple[datetime, ...]:
    if day < slot.first_date or (slot.last_date is not None and day > slot.last_date) or day in slot.except_dates:
        return ()
    start = time.fromisoformat(slot.start)
    weekly = is_on(slot.rrule, slot.first_date, day)
    if weekly is not None:
        return (datetime.combine(day, start),) if weekly else ()
    midnight = datetime.combine(day, time.min)
    try:
        return tuple(_rule_of(slot).between(midnight, midnight + LONGEST - timedelta(microseconds=1), inc=True))
    except (ValueError, TypeError) as error:
        raise _bad(slot.rrule) from error


def _rule_of(slot: Slot) -> rrulebase:
    first = datetime.combine(slot.first_date, time.fromisoformat(slot.start))
    try:
        return rrulestr(slot.rrule, dtstart=first)
    except (ValueError, TypeError) as error:
        raise _bad(slot.rrule) from error


def _span(start: datetime, minutes: int, zone: ZoneInfo) -> Span:
    begin = int(start.replace(tzinfo=zone).timestamp() * 1000)
    return Span(EpochMs(begin), EpochMs(begin + minutes * MINUTE_MS))


def _bad(what: str) -> BadRecurrence:
    return BadRecurrence(
        Words(f"Không hiểu quy tắc lặp hoặc múi giờ “{what}”.", f"The recurrence or time zone {what!r} can't be read."),
        Words(
            "Dùng RRULE theo RFC 5545 (ví dụ FREQ=DAILY) và múi giờ như Asia/Ho_Chi_Minh.",
            "Use an RFC 5545 RRULE (such as FREQ=DAILY) and a zone such as Asia/Ho_Chi_Minh.",
        ),
    )
