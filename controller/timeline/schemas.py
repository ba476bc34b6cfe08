"""What leaves about programmes to come, by HTTP and by ``rao controller programme --json``. Moments go out as UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from controller.clock import utc
from controller.timeline.conflicts import Conflict, Outlook, Why
from controller.timeline.service import Programmed, Stretch, UnitWeek
from controller.timeline.steps import Step
from controller.timeline.telling import Names, why_words
from controller.timeline.telling_steps import Kind, Part, Teller
from protocol.manifest import Output, SlotClass
from protocol.outlook import Holder
from protocol.plan import FILLER_SLOT
from protocol.spans import Span
from protocol.words import Language

Held = Literal["slot", "filler", "off", "nothing"]


class PartOut(BaseModel):
    """One thing that is shown or heard."""

    kind: Kind
    title: str
    why: str
    """For people: why it and nothing else."""
    item_id: str
    page: int
    """From 1, of ``pages``; both 0 where there is one page or none."""
    pages: int
    language: str
    slot_id: str
    slot_class: SlotClass | None
    origin: str
    """The unit whose slot it is."""
    zone: str
    """Of the screen, beside the main one; else empty."""
    layout_id: str
    """By which its slot has the screen arranged; empty: as the board is set."""


class StepOut(BaseModel):
    """From ``begin`` until ``end`` exactly this is on."""

    begin: datetime
    end: datetime
    screen: PartOut | None
    """None on a board without a screen."""
    sides: list[PartOut]
    sound: PartOut | None
    """None on a board without a loudspeaker."""
    under: PartOut | None
    """What goes on softer underneath ``sound``."""


class ProgrammeOut(BaseModel):
    """What is planned now; of the past, play logs say what was."""

    device_id: str
    time_zone: str
    begin: datetime
    end: datetime
    steps: list[StepOut]
    next: datetime | None
    """Where steps that were left out begin."""


class BlockOut(BaseModel):
    """A slot has the output, or nothing has."""

    begin: datetime
    end: datetime
    held: Held
    slot_id: str
    slot_class: SlotClass | None
    origin: str
    titles: list[str]
    """Of what the slot plays."""
    under: str
    """The slot that goes on softer underneath."""


class WeekOut(BaseModel):
    """A week of one board, from Monday until after Sunday."""

    device_id: str
    monday: date
    time_zone: str
    screen: list[BlockOut]
    sound: list[BlockOut]


class SpanOut(BaseModel):
    """``end`` is not in it."""

    begin: datetime
    end: datetime


class ConflictOut(BaseModel):
    """What is scheduled and will not be shown or heard."""

    output: Output
    why: Why
    told: str
    """For people."""
    slot_id: str
    item_ids: list[str]
    titles: list[str]
    by_slot_id: str
    """Who has the output instead."""
    spans: list[SpanOut]


class LostOut(ConflictOut):
    """The same on all these boards."""

    device_ids: list[str]


class UnitConflictsOut(BaseModel):
    """What is scheduled in a week in a unit and below it and will not be shown or heard."""

    unit_id: str
    monday: date
    boards: int
    left_out: int
    """How many of them were not looked at, as there are too many different ones: ask for a smaller unit."""
    conflicts: list[LostOut]


def programme_out(seen: Programmed, found: Stretch, language: Language) -> ProgrammeOut:
    """As JSON."""
    teller = Teller(seen.stated.plan)
    return ProgrammeOut(
        device_id=seen.device.id,
        time_zone=seen.names.time_zone,
        begin=utc(found.span.begin_ms),
        end=utc(found.span.end_ms),
        steps=[_step(one, teller, language) for one in found.steps],
        next=None if found.next_ms is None else utc(found.next_ms),
    )


def week_out(seen: Programmed, monday: date, found: Outlook) -> WeekOut:
    """As JSON."""
    blocks = {output: [_block(seen.names, one.span, one.holder) for one in kept] for output, kept in found.kept.items()}
    return WeekOut(device_id=seen.device.id, monday=monday, time_zone=seen.names.time_zone, **blocks)


def conflict_out(names: Names, one: Conflict, language: Language) -> ConflictOut:
    """As JSON."""
    return ConflictOut(
        output=one.output,
        why=one.why,
        told=why_words(one, names).spoken_in(language),
        slot_id=one.slot_id,
        item_ids=list(one.item_ids),
        titles=_titles(names, one.item_ids),
        by_slot_id=one.by_slot_id,
        spans=[SpanOut(begin=utc(span.begin_ms), end=utc(span.end_ms)) for span in one.spans],
    )


def unit_conflicts_out(found: UnitWeek, language: Language) -> UnitConflictsOut:
    """As JSON."""
    lost = [
        LostOut(
            **conflict_out(one.names, one.conflict, language).model_dump(),
            device_ids=[board.id for board in one.boards],
        )
        for one in found.lost
    ]
    return UnitConflictsOut(
        unit_id=found.unit.id, monday=found.monday, boards=found.boards, left_out=found.left_out, conflicts=lost
    )


def held_by(holder: Holder) -> Held:
    """By whom, roughly."""
    if holder.off:
        return "off"
    return "filler" if holder.slot_id == FILLER_SLOT else "slot" if holder.slot_id else "nothing"


def _block(names: Names, span: Span, holder: Holder) -> BlockOut:
    slot = next((one for one in names.manifest.slots if one.id == holder.slot_id), None)
    return BlockOut(
        begin=utc(span.begin_ms),
        end=utc(span.end_ms),
        held=held_by(holder),
        slot_id=slot.id if slot else "",
        slot_class=slot.slot_class if slot else None,
        origin=slot.origin or "" if slot else "",
        titles=_titles(names, names.items_of(slot)) if slot else [],
        under=holder.under,
    )


def _titles(names: Names, item_ids: tuple[str, ...]) -> list[str]:
    known = {item.id: item.title for item in names.manifest.items}
    return [known.get(one, one) for one in item_ids]


def _step(one: Step, teller: Teller, language: Language) -> StepOut:
    on, begin_ms = one.on, one.span.begin_ms
    sides = [teller.screen(side.show, side.zone.name) for side in on.sides]
    return StepOut(
        begin=utc(begin_ms),
        end=utc(one.span.end_ms),
        screen=_part(teller.screen(on.screen), language),
        sides=[out for side in sides if (out := _part(side, language)) is not None],
        sound=_part(teller.sound(on.sound, begin_ms), language),
        under=_part(teller.sound(on.under, begin_ms), language),
    )


def _part(part: Part | None, language: Language) -> PartOut | None:
    if part is None:
        return None
    slot = part.slot
    return PartOut(
        kind=part.kind,
        title=part.title.spoken_in(language),
        why=part.why.spoken_in(language),
        item_id=part.item_id,
        page=part.page,
        pages=part.pages,
        language=part.language,
        slot_id=slot.id if slot else "",
        slot_class=slot.slot_class if slot else None,
        origin=slot.origin or "" if slot else "",
        zone=part.zone,
        layout_id=part.layout_id,
    )
