"""The daily round: each class gets a playlist a span of days, on screens and on loudspeakers.

Contents that play only where a slot plays them are not in it. Its slots mix contents of several units and have no
origin, so that of one class a unit's own slot (:mod:`controller.schedules`) always goes before the round.

What is published during the day has a slot of its own for the rest of that day, so that it begins then, with its first
word; the whole days after it follow. Screens show a class the whole day; loudspeakers say it in a slot that lasts the
whole day, where ``Desired.sound_windows`` opens and closes it. What is said over others has slots of its own, since it
goes on beside what is underneath. How an item comes back after an interruption is a matter of the item: a slot of its
own would keep all others from their turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from controller.publishing.published import Place, Published, is_said, is_shown
from controller.publishing.sequences import played_as
from controller.publishing.spans import Valid, parts, spans
from controller.schedules.compiled import Timed
from protocol.manifest import CUT, Output, Over, Playlist, ResumeRule, Slot, SlotClass, Transition

WHOLE_DAY_MIN = 1440
GAP_MS = 2_000
"""Silence between two texts said one after the other."""
SLOT_CLASSES: tuple[SlotClass, ...] = ("live", "priority", "scheduled")
OVERS: tuple[Over, ...] = ("cut", "duck")
TITLES = {"screen": "Trên màn hình", "sound": "Trên loa"}


class Kind(NamedTuple):
    """What the slots of some contents have in common."""

    slot_class: SlotClass
    output: Output
    over: Over = "cut"


class Stretch(NamedTuple):
    """From a minute to the end of each of these days; ``last`` None means for good."""

    first: date
    last: date | None
    minute: int = 0

    @property
    def left_min(self) -> int:
        """How much of a day it is."""
        return WHOLE_DAY_MIN - self.minute


class Turn(NamedTuple):
    """An item of a playlist, and how it comes back."""

    item_id: str
    rule: ResumeRule


def timetable(place: Place, contents: Sequence[Published], transition: Transition) -> Iterable[Timed]:
    """A playlist and its slot for each class, output and span of days; pictures change by ``transition``."""
    for slot_class in SLOT_CLASSES:
        of_class = [content for content in contents if content.slot_class == slot_class and content.loops]
        shown = [_valid(one, one.item.id) for one in of_class if is_shown(one.item)]
        yield from _timed(place, Kind(slot_class, "screen"), shown, transition)
        for over in OVERS:
            said = [_valid(one, played_as(one)) for one in of_class if is_said(one.item) and one.over == over]
            yield from _timed(place, Kind(slot_class, "sound", over), said, CUT)


def _valid(content: Published, item_id: str) -> Valid[Turn]:
    return Valid(Turn(item_id, content.resume), content.first, content.last, content.minute)


def _timed(place: Place, kind: Kind, valid: Sequence[Valid[Turn]], transition: Transition) -> Iterable[Timed]:
    for part in parts(valid):
        yield _one(place, kind, Stretch(part.day, part.day, part.minute), part.what, transition)
    for span in spans(valid):
        yield _one(place, kind, Stretch(span.first, span.last), span.what, transition)


def _one(place: Place, kind: Kind, when: Stretch, turns: Sequence[Turn], transition: Transition) -> Timed:
    rule, rules = _rules(turns)
    playlist = Playlist(
        id=_name(kind, when),
        item_ids=tuple(turn.item_id for turn in turns),
        gap_ms=GAP_MS if kind.output == "sound" else 0,
        transition=transition,
        resume_rules=rules,
    )
    return Timed(playlist, _slot(place, kind, when, rule))


def _rules(turns: Sequence[Turn]) -> tuple[ResumeRule, tuple[ResumeRule, ...] | UnsetType]:
    """The rule of the slot, and those of its items where they differ."""
    first, *others = (turn.rule for turn in turns)
    return (first, UNSET) if all(one == first for one in others) else ("skip", (first, *others))


def _name(kind: Kind, when: Stretch) -> str:
    """Of one class, what has the smaller id goes first: parts of days before whole ones, the latest before the others,
    which go on meanwhile until what is on is over.
    """
    over = "over-" if kind.over == "duck" else ""
    whole = f"{kind.output}-{over}{when.first.isoformat()}"
    return f"{kind.slot_class}-at-{whole}-{when.left_min:04}" if when.minute else f"{kind.slot_class}-{whole}"


def _slot(place: Place, kind: Kind, when: Stretch, rule: ResumeRule) -> Slot:
    return Slot(
        id=_name(kind, when),
        title=TITLES[kind.output],
        slot_class=kind.slot_class,
        output=kind.output,
        playlist_id=_name(kind, when),
        first_date=when.first,
        last_date=when.last,
        start=f"{when.minute // 60:02}:{when.minute % 60:02}",
        duration_min=when.left_min,
        time_zone=place.time_zone,
        resume=rule,
        over=kind.over,
    )
