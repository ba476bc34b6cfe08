"""When contents play: each class gets a playlist a span of days, on screens and on loudspeakers.

Screens show it the whole day; loudspeakers say it in a slot that lasts the whole day, where ``Desired.sound_windows``
opens and closes it. What is said over others has slots of its own, since it goes on beside what is underneath. How an
item comes back after an interruption is a matter of the item: a slot of its own would keep all others from their turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from controller.publishing.published import Place, Published, is_said, is_shown
from controller.publishing.sequences import played_as
from controller.publishing.spans import Span, Valid, spans
from protocol.manifest import CUT, Output, Over, Playlist, ResumeRule, Slot, SlotClass, Transition

WHOLE_DAY_MIN = 1440
GAP_MS = 2_000
"""Silence between two texts said one after the other."""
SLOT_CLASSES: tuple[SlotClass, ...] = ("live", "priority", "scheduled")
OVERS: tuple[Over, ...] = ("cut", "duck")
TITLES = {"screen": "Trên màn hình", "sound": "Trên loa"}


class Timed(NamedTuple):
    """A playlist and when it is on."""

    playlist: Playlist
    slot: Slot


class Kind(NamedTuple):
    """What the slots of some contents have in common."""

    slot_class: SlotClass
    output: Output
    over: Over = "cut"


class Turn(NamedTuple):
    """An item of a playlist, and how it comes back."""

    item_id: str
    rule: ResumeRule


def timetable(place: Place, contents: Sequence[Published], transition: Transition) -> Iterable[Timed]:
    """A playlist and its slot for each class, output and span of days; pictures change by ``transition``."""
    for slot_class in SLOT_CLASSES:
        of_class = [content for content in contents if content.slot_class == slot_class]
        shown = [_valid(one, one.item.id) for one in of_class if is_shown(one.item)]
        yield from _timed(place, Kind(slot_class, "screen"), shown, transition)
        for over in OVERS:
            said = [_valid(one, played_as(one)) for one in of_class if is_said(one.item) and one.over == over]
            yield from _timed(place, Kind(slot_class, "sound", over), said, CUT)


def _valid(content: Published, item_id: str) -> Valid[Turn]:
    return Valid(Turn(item_id, content.resume), content.first, content.last)


def _timed(place: Place, kind: Kind, valid: Sequence[Valid[Turn]], transition: Transition) -> Iterable[Timed]:
    for span in spans(valid):
        rule, rules = _rules(span.what)
        playlist = Playlist(
            id=_name(kind, span),
            item_ids=tuple(turn.item_id for turn in span.what),
            gap_ms=GAP_MS if kind.output == "sound" else 0,
            transition=transition,
            resume_rules=rules,
        )
        yield Timed(playlist, _slot(place, kind, span, rule))


def _rules(turns: Sequence[Turn]) -> tuple[ResumeRule, tuple[ResumeRule, ...] | UnsetType]:
    """The rule of the slot, and those of its items where they differ."""
    first, *others = (turn.rule for turn in turns)
    return (first, UNSET) if all(one == first for one in others) else ("skip", (first, *others))


def _name(kind: Kind, span: Span[Turn]) -> str:
    over = "over-" if kind.over == "duck" else ""
    return f"{kind.slot_class}-{kind.output}-{over}{span.first.isoformat()}"


def _slot(place: Place, kind: Kind, span: Span[Turn], rule: ResumeRule) -> Slot:
    return Slot(
        id=_name(kind, span),
        title=TITLES[kind.output],
        slot_class=kind.slot_class,
        output=kind.output,
        playlist_id=_name(kind, span),
        first_date=span.first,
        last_date=span.last,
        start="00:00",
        duration_min=WHOLE_DAY_MIN,
        time_zone=place.time_zone,
        resume=rule,
        over=kind.over,
        origin=place.origins[0],
    )
