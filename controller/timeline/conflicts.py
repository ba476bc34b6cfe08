"""What was scheduled and will not be shown or heard, when, and why. Pure: worked out of who has the outputs
(:mod:`protocol.outlook`), by the order in which slots go first.

A slot that goes on until midnight is left to the hours of the board: that these cut it is as it should be, unless they
leave nothing of it. What is beaten by a slot that presents the same is no loss.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from controller.timeline.contents import Contents
from controller.timeline.reach import reached
from protocol.ids import EpochMs
from protocol.manifest import Output, Slot
from protocol.outlook import CALM, Kept, kept
from protocol.plan import Plan
from protocol.recurrence import slot_spans
from protocol.runs import DAY_MS, place_of
from protocol.spans import Span, common_of, merged, without

Why = Literal["beaten", "waits", "off-hours", "panel-off", "too-long", "not-made", "no-screen", "no-loudspeaker"]
"""``beaten``: another slot goes first; ``waits``: what is on is let finish before; ``off-hours``: loudspeakers are
silent then; ``panel-off``: the panel is switched off; ``too-long``: the list is longer than its time, so that it never
comes to these; ``not-made``: there is no version for this screen or in a language of this loudspeaker, or it has no
such input."""
WHYS: tuple[Why, ...] = get_args(Why)
OUTPUTS: tuple[Output, ...] = get_args(Output)
MINOR_MS = 60_000
"""So much later or less is nothing to tell of: loudspeakers follow each other within a minute."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """``item_ids`` of ``slot_id`` are not shown or heard then."""

    output: Output
    why: Why
    slot_id: str
    item_ids: tuple[str, ...]
    spans: tuple[Span, ...]
    """In order; over the whole time asked for where it is a matter of the board."""
    by_slot_id: str = ""
    """Who has the output instead."""


@dataclass(frozen=True)
class Outlook:
    """Who has the outputs over a span, and what comes of it."""

    plan: Plan
    span: Span
    kept: Mapping[Output, tuple[Kept, ...]]

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """By when they are, the first first."""
        slots = {slot.id: slot for slot in self.plan.manifest.slots}
        week = _Week(self.plan, self.span, Contents(self.plan), self.kept, slots)
        stands = list(_stands(week))
        found = [conflict for stand in stands for conflict in _of_slot(week, stand)]
        whole = [*found, *_never_made(week, stands), *_nowhere(week, stands)]
        whole.sort(key=lambda one: (one.spans, one.output, WHYS.index(one.why), one.slot_id, one.by_slot_id))
        return tuple(whole)


@dataclass(frozen=True, slots=True)
class _Week:
    plan: Plan
    span: Span
    contents: Contents
    kept: Mapping[Output, tuple[Kept, ...]]
    slots: Mapping[str, Slot]

    def kept_in(self, output: Output, span: Span) -> Sequence[Kept]:
        """Who has the output in that part of it."""
        all_of = self.kept[output]
        first = bisect_right(all_of, span.begin_ms, key=lambda one: one.span.end_ms)
        return all_of[first : bisect_left(all_of, span.end_ms, key=lambda one: one.span.begin_ms)]

    def has(self, output: Output) -> bool:
        """Whether the board has it."""
        return self.plan.board.has_screen if output == "screen" else self.plan.board.has_sound


@dataclass(frozen=True, slots=True)
class _Stand:
    """One slot: when it is scheduled, when it wants its output (within the hours of loudspeakers), when it has it."""

    slot: Slot
    scheduled: Sequence[Span]
    wanted: Sequence[Span]
    had: Sequence[Span]


def outlook(plan: Plan, span: Span) -> Outlook:
    """Over ``span``, such as a week."""
    return Outlook(plan, span, {output: tuple(kept(plan, output, span)) for output in OUTPUTS})


def _stands(week: _Week) -> Iterator[_Stand]:
    wanted = {output: _wanted(week, output) for output in OUTPUTS}
    had: dict[str, list[Span]] = defaultdict(list)
    for output in OUTPUTS:
        for one in week.kept[output]:
            for slot_id in {one.holder.slot_id, one.holder.under} - {""}:
                had[slot_id].append(one.span)
    for slot in sorted(week.slots.values(), key=lambda one: place_of(week.plan.manifest, one)):
        scheduled = _scheduled(week, slot)
        if scheduled:
            yield _Stand(slot, scheduled, merged(wanted[slot.output].get(slot.id, ())), merged(had[slot.id]))


def _scheduled(week: _Week, slot: Slot) -> list[Span]:
    """When the slot is on by its own rule, in the board's time."""
    delay_ms = week.plan.scene(CALM, week.span.begin_ms, slot.output).delay_ms
    days = range(week.span.begin_ms - DAY_MS, week.span.end_ms + DAY_MS, DAY_MS)
    all_of = {one for day_ms in days for one in slot_spans(slot, EpochMs(day_ms))}
    return common_of((_later(one, delay_ms) for one in all_of), [week.span])


def _wanted(week: _Week, output: Output) -> dict[str, list[Span]]:
    """When each slot wants the output, in the board's time."""
    found: dict[str, list[Span]] = defaultdict(list)
    at_ms = week.span.begin_ms
    while at_ms < week.span.end_ms:
        scene = week.plan.scene(CALM, at_ms, output)
        day = week.plan.day(scene.in_its_own_time)
        part = Span(at_ms, min(EpochMs(day.span.end_ms + scene.delay_ms), week.span.end_ms))
        for run in day.runs:
            both = _later(run.span, scene.delay_ms).common(part)
            if both is not None:
                found[run.slot_id].append(both)
        at_ms = part.end_ms
    return found


def _later(span: Span, delay_ms: int) -> Span:
    return Span(EpochMs(span.begin_ms + delay_ms), EpochMs(span.end_ms + delay_ms))


def _of_slot(week: _Week, stand: _Stand) -> Iterator[Conflict]:
    theirs = week.contents.presented(stand.slot)
    if not week.has(stand.slot.output) or not theirs:
        return
    lost: dict[tuple[Why, str], list[Span]] = defaultdict(list)
    for why, by, span in _losses(week, stand):
        lost[why, by].append(span)
    shared = {key: theirs - _presented(week, key[1]) if key[0] == "beaten" else theirs for key in lost}
    told = {key: merged(spans) for key, spans in lost.items() if shared[key]}
    if _until_midnight(stand.slot) and (stand.had or any(why in ("beaten", "waits") for why, _ in lost)):
        told = {key: spans for key, spans in told.items() if key[0] in ("beaten", "waits")}
    for (why, by), spans in told.items():
        big = tuple(one for one in spans if why == "beaten" or one.end_ms - one.begin_ms > MINOR_MS)
        if big:
            yield _conflict(stand.slot, why, shared[why, by], big, by)
    never = theirs - reached(week.plan, week.contents, stand.slot, stand.had) if stand.had else frozenset()
    if never:
        yield _conflict(stand.slot, "too-long", never, stand.had)


def _losses(week: _Week, stand: _Stand) -> Iterator[tuple[Why, str, Span]]:
    """Each piece that it was scheduled for and did not have."""
    for span in without(stand.scheduled, stand.wanted):
        yield "off-hours", "", span
    for wish in stand.wanted:
        for one in week.kept_in(stand.slot.output, wish):
            both = one.span.common(wish)
            if both is not None and stand.slot.id not in (one.holder.slot_id, one.holder.under):
                yield from _loss(week, stand, wish, Kept(both, one.holder))


def _loss(week: _Week, stand: _Stand, wish: Span, instead: Kept) -> Iterator[tuple[Why, str, Span]]:
    """Why somebody else has the output in a piece of a wish; nothing when no more of it would fit."""
    span, holder = instead
    other, place = week.slots.get(holder.slot_id), place_of(week.plan.manifest, stand.slot)
    if holder.off:
        yield "panel-off", "", span
    elif other is not None and place_of(week.plan.manifest, other) < place:
        yield "beaten", other.id, span
    elif holder.slot_id and not common_of(stand.had, [Span(wish.begin_ms, span.begin_ms)]):
        yield "waits", holder.slot_id, span


def _presented(week: _Week, slot_id: str) -> frozenset[str]:
    return week.contents.presented(week.slots[slot_id])


def _until_midnight(slot: Slot) -> bool:
    hour, _, minute = slot.start.partition(":")
    return (int(hour) * 60 + int(minute) + slot.duration_min) % (24 * 60) == 0


def _never_made(week: _Week, stands: Sequence[_Stand]) -> Iterator[Conflict]:
    """What would be for an output of this board, was it made for it; once an output."""
    known: set[tuple[Output, str]] = set()
    for stand in stands:
        slot = stand.slot
        if not week.has(slot.output):
            continue
        missing = week.contents.meant(slot) - week.contents.presented(slot)
        new = {one for one in missing if (slot.output, one) not in known}
        known |= {(slot.output, one) for one in new}
        if new:
            yield _conflict(slot, "not-made", new, [week.span])


def _nowhere(week: _Week, stands: Sequence[_Stand]) -> Iterator[Conflict]:
    """What is for an output only that this board hasn't got."""
    here = {one for stand in stands if week.has(stand.slot.output) for one in week.contents.meant(stand.slot)}
    for stand in stands:
        output = stand.slot.output
        lost = week.contents.meant(stand.slot) - here
        if lost and not week.has(output):
            here |= lost
            yield _conflict(stand.slot, "no-screen" if output == "screen" else "no-loudspeaker", lost, [week.span])


def _conflict(slot: Slot, why: Why, item_ids: Collection[str], spans: Sequence[Span], by: str = "") -> Conflict:
    return Conflict(slot.output, why, slot.id, tuple(sorted(item_ids)), tuple(spans), by)
