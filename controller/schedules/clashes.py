"""Which slots of a unit are on at the same time, and which of them is then heard: by the protocol's own rule. Pure.

Of one class and origin the slot with the smaller id goes first, which is the one that was made first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import structs

from controller.schedules.plan import Planned
from controller.schedules.recurring import probe
from protocol.manifest import Slot
from protocol.recurrence import local_date, spans_between, zone_of
from protocol.spans import Span

AHEAD = timedelta(days=370)
"""How far one looks: what is yearly is seen once."""
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Clash:
    """``first`` is on and ``second`` is not, in ``span`` for the first time."""

    first: Planned
    second: Planned
    span: Span


def clashes(one: Planned, others: Sequence[Planned], today: date, time_zone: str) -> list[Clash]:
    """With whom of ``others`` (which may mean the same devices) ``one`` is on at once, from today on."""
    rivals = [other for other in others if _compete(one, other) and _clock_meets(one, other)]
    mine = _spans(one, today, time_zone) if rivals else []
    found = ((other, _first_common(mine, _spans(other, today, time_zone))) for other in rivals)
    return [_clash(one, other, span) for other, span in found if span is not None]


def _clash(one: Planned, other: Planned, span: Span) -> Clash:
    return Clash(one, other, span) if one.id < other.id else Clash(other, one, span)


def _compete(one: Planned, other: Planned) -> bool:
    same = (one.unit_id, one.slot_class) == (other.unit_id, other.slot_class) and one.id != other.id
    outputs = set(one.outputs) & set(other.outputs)
    beside = one.over != other.over and outputs == {"sound"}
    return same and bool(outputs) and not beside and one.targets.may_share(other.targets)


def _clock_meets(one: Planned, other: Planned) -> bool:
    """Whether they could be on at the same time of a day at all; what is otherwise on some day is looked at closely."""
    if any(day.start for day in (*one.odd, *other.odd)):
        return True
    ahead = (_minute(other.start) - _minute(one.start)) % DAY_MIN
    return ahead < one.duration_min or DAY_MIN - ahead < other.duration_min


def _spans(one: Planned, today: date, time_zone: str) -> list[Span]:
    first, last = max(one.first, today - timedelta(days=1)), today + AHEAD
    gone = tuple(day.day for day in one.odd)
    usual = structs.replace(_slot(one, time_zone), except_dates=gone)
    odd = [_on(day.day, day.start, day.duration_min, time_zone) for day in one.odd if day.start]
    spans = (span for slot in (usual, *odd) for span in spans_between(slot, first, last))
    return sorted(span for span in spans if local_date(span.end_ms, zone_of(time_zone)) >= today)


def _slot(one: Planned, time_zone: str) -> Slot:
    slot = probe(one.rrule, one.first, one.last)
    return structs.replace(slot, start=one.start, duration_min=one.duration_min, time_zone=time_zone)


def _on(day: date, start: str, minutes: int, time_zone: str) -> Slot:
    slot = probe("FREQ=DAILY", day, day)
    return structs.replace(slot, start=start, duration_min=minutes, time_zone=time_zone)


def _first_common(mine: Sequence[Span], theirs: Sequence[Span]) -> Span | None:
    """Both in order."""
    here, there = 0, 0
    while here < len(mine) and there < len(theirs):
        common = mine[here].common(theirs[there])
        if common is not None:
            return common
        if mine[here].end_ms <= theirs[there].end_ms:
            here += 1
        else:
            there += 1
    return None


def _minute(start: str) -> int:
    hour, _, minute = start.partition(":")
    return int(hour) * 60 + int(minute)
