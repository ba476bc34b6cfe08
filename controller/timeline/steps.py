"""What one board shows and says over a span, step by step, each from one change to the next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from protocol.ids import EpochMs
from protocol.plan import Plan
from protocol.programme import programme_of
from protocol.programme_types import Alerts, Programme
from protocol.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """From when to when exactly this is on."""

    span: Span
    on: Programme


def steps(plan: Plan, alerts: Alerts, span: Span) -> Iterator[Step]:
    """Everything over ``span``, without gaps; two that follow each other differ. The first began no later than that."""
    since_ms, at_ms, last = span.begin_ms, span.begin_ms, None
    while at_ms < span.end_ms:
        on = programme_of(plan, alerts, at_ms)
        if last is not None and _differs(on, last):
            yield Step(Span(since_ms, at_ms), last)
            since_ms = at_ms
        last, at_ms = on, min(on.until_ms, span.end_ms)
    if last is not None:
        yield Step(Span(since_ms, at_ms), last)


def _differs(one: Programme, other: Programme) -> bool:
    return replace(one, until_ms=EpochMs(0)) != replace(other, until_ms=EpochMs(0))
