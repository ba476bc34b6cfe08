"""A week as the panel shows it: a day a row, each output a bar of 24 hours and a list of who has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from controller.timeline.conflicts import Outlook
from controller.timeline.days import DAYS, clocks, is_short, moment, parts_of_days
from controller.timeline.schemas import Held, held_by
from controller.timeline.service import Stretch
from controller.timeline.steps import Step
from controller.timeline.telling import CLASSES, Names, day_words
from controller.timeline.telling_steps import Part, Teller
from protocol.ids import EpochMs
from protocol.manifest import Output, SlotClass
from protocol.outlook import Kept
from protocol.recurrence import zone_of
from protocol.spans import Span
from protocol.words import Words

BAR_WIDTH = 1440
"""Of a whole day: a minute each."""
MINUTE_MS = 60_000
HELD: dict[Held, Words] = {
    "filler": Words("Nội dung nền", "Filler"),
    "off": Words("Màn hình tắt", "Screen off"),
    "nothing": Words("Tên đơn vị và giờ", "The unit's name and the time"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody has an output for a part of a day."""

    hours: str
    span: Span
    held: Held
    slot_class: SlotClass | None
    title: Words
    under: bool
    """Another slot goes on underneath."""
    x: int
    width: int
    """On the bar."""

    @property
    def look(self) -> str:
        """By what it is drawn and told apart."""
        return self.slot_class or self.held

    @property
    def kind(self) -> Words | None:
        """Which class of slot it is, in words."""
        return CLASSES[self.slot_class] if self.slot_class else None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of one board."""

    day: date
    name: Words
    blocks: dict[Output, tuple[Block, ...]]


def days_of(found: Outlook, names: Names, outputs: Sequence[Output]) -> tuple[DayRow, ...]:
    """The seven days of a week, without what has an output for seconds. Silence is no block; a screen always shows
    something."""
    by_day: dict[date, dict[Output, list[Block]]] = {}
    for output in outputs:
        for one in found.kept[output]:
            for day, part in parts_of_days(one.span, names.time_zone):
                of_day = by_day.setdefault(day, {each: [] for each in outputs})
                if (output == "screen" or one.holder.slot_id) and not is_short(part):
                    of_day[output].append(_block(one, day, part, names))
    rows = sorted(by_day.items())
    return tuple(DayRow(day, day_words(day), {key: tuple(some) for key, some in of.items()}) for day, of in rows)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in words. ``screen`` and ``sound`` are None where they are as in the row before."""

    at_ms: EpochMs
    screen: Part | None
    sides: tuple[Part, ...]
    sound: Part | None
    under: Part | None


def rows_of(found: Stretch, teller: Teller) -> tuple[StepRow, ...]:
    """What changes for people: the same page once more is no change."""
    told = [_told(step, teller) for step in found.steps]
    rows = [_changed(one, before) for one, before in zip(told, [None, *told], strict=False) if not _same(one, before)]
    return tuple(rows)


def _told(step: Step, teller: Teller) -> StepRow:
    at_ms, on = step.span.begin_ms, step.on
    sides = (teller.screen(side.show, side.zone.name) for side in on.sides)
    beside = tuple(side for side in sides if side is not None)
    return StepRow(
        at_ms, teller.screen(on.screen), beside, teller.sound(on.sound, at_ms), teller.sound(on.under, at_ms)
    )


def _same(one: StepRow, before: StepRow | None) -> bool:
    return before is not None and replace(one, at_ms=before.at_ms) == before


def _changed(one: StepRow, before: StepRow | None) -> StepRow:
    if before is None:
        return one
    shown, heard = (one.screen, one.sides), (one.sound, one.under)
    quiet = one
    if shown == (before.screen, before.sides):
        quiet = replace(quiet, screen=None, sides=())
    return replace(quiet, sound=None, under=None) if heard == (before.sound, before.under) else quiet


def weeks_round(monday: date) -> tuple[date, date]:
    """The Mondays before and after."""
    return monday - timedelta(days=DAYS), monday + timedelta(days=DAYS)


def _block(one: Kept, day: date, part: Span, names: Names) -> Block:
    midnight_ms = moment(day, time.min, names.time_zone)
    slot = next((each for each in names.manifest.slots if each.id == one.holder.slot_id), None)
    held = held_by(one.holder)
    x, end = ((at_ms - midnight_ms) // MINUTE_MS for at_ms in part)
    return Block(
        hours=clocks(part, zone_of(names.time_zone)),
        span=part,
        held=held,
        slot_class=slot.slot_class if slot else None,
        title=names.titles(names.items_of(slot)) if slot else HELD[held],
        under=bool(one.holder.under),
        x=min(x, BAR_WIDTH - 1),
        width=max(1, min(end, BAR_WIDTH) - x),
    )
