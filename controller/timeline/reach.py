"""How far a slot gets in its list in the time it has. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from controller.timeline.contents import Contents
from protocol.manifest import Slot
from protocol.outlook import planned
from protocol.plan import Plan
from protocol.programme_types import PlayItem, ShowItem
from protocol.spans import Span
from protocol.timeline import Element, Loop


def reached(plan: Plan, contents: Contents, slot: Slot, had: Sequence[Span]) -> frozenset[str]:
    """The contents of which at least something is presented while the slot has its output."""
    loop = plan.loop_of(slot)
    if any(span.end_ms - span.begin_ms >= 2 * loop.length_ms for span in had):
        return contents.presented(slot)
    steps = (step for span in had for step in _begun(plan, slot, loop, span))
    return frozenset(one for step in steps if step.item for one in contents.of(step.item.id))


def _begun(plan: Plan, slot: Slot, loop: Loop, span: Span) -> Iterator[Element]:
    """The steps that are on in ``span``; all of them when it begins in a pause."""
    on = _on(plan, slot, span)
    number = _number_of(loop, on) if on else None
    if on is None or number is None:
        yield from loop.elements
        return
    at_ms: int = on.began_at_ms
    while at_ms < span.end_ms:
        step = loop.elements[number % len(loop.elements)]
        yield step
        at_ms += step.duration_ms
        number += 1


def _on(plan: Plan, slot: Slot, span: Span) -> ShowItem | PlayItem | None:
    """What of the slot is on at the begin."""
    now = planned(plan, slot.output, span.begin_ms)
    for what in (now.wanted, now.beneath):
        if isinstance(what, ShowItem | PlayItem) and what.slot_id == slot.id:
            return what
    return None


def _number_of(loop: Loop, on: ShowItem | PlayItem) -> int | None:
    fits = (number for number, step in enumerate(loop.elements) if step.item == on.item and _same_part(step, on))
    return next(fits, None)


def _same_part(step: Element, on: ShowItem | PlayItem) -> bool:
    return step.page == on.page if isinstance(on, ShowItem) else step.speech == on.speech
