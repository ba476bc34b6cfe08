"""Which slot has an output, and until when: the ladder of :mod:`protocol.programme` asked for slots instead of items,
so that a week is some hundred steps and not some ten thousand. Pure, and without emergencies, which nobody plans.

The sound of a clip belongs to its picture and is left out here: it comes and goes with items.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from protocol.ids import EpochMs
from protocol.ladder import Answer
from protocol.manifest import Output
from protocol.on_loudspeaker import on_loudspeaker
from protocol.on_screen import on_screen
from protocol.plan import Plan
from protocol.programme_types import Alerts, PlayItem, Screen, ShowItem, ShowOff, Silence, Sound
from protocol.runs import FAR
from protocol.scheduled import Timetable
from protocol.spans import Span

CALM = Alerts()
NO_PICTURE = Answer[Screen](None, FAR)


class Holder(NamedTuple):
    """Who has the output: the slot, and the one that goes on underneath it; without a slot nothing is on."""

    slot_id: str = ""
    under: str = ""
    off: bool = False
    """The panel is switched off."""


class Kept(NamedTuple):
    """From when to when."""

    span: Span
    holder: Holder


class Planned(NamedTuple):
    """What has an output, a sequence as one item, and what has the place underneath; until when."""

    wanted: Screen | Sound
    beneath: Sound
    until_ms: EpochMs

    @property
    def holder(self) -> Holder:
        """Whose it is."""
        return Holder(_slot_of(self.wanted), _slot_of(self.beneath), off=isinstance(self.wanted, ShowOff))


def kept(plan: Plan, output: Output, span: Span) -> Iterator[Kept]:
    """Who has the output over ``span``, without gaps; two that follow each other differ."""
    since_ms, at_ms, last = span.begin_ms, span.begin_ms, None
    while at_ms < span.end_ms:
        now = planned(plan, output, at_ms)
        if last is not None and now.holder != last:
            yield Kept(Span(since_ms, at_ms), last)
            since_ms = at_ms
        last, at_ms = now.holder, min(now.until_ms, span.end_ms)
    if last is not None:
        yield Kept(Span(since_ms, at_ms), last)


def planned(plan: Plan, output: Output, at_ms: EpochMs) -> Planned:
    """What has the output at a moment, until another slot or the midnight comes."""
    board = plan.board
    timetable = Timetable(plan, plan.scene(CALM, at_ms, output), "slot")
    if output == "screen" and board.has_screen:
        shown = on_screen(timetable)
        return Planned(shown.wanted, None, shown.until_ms)
    if output == "sound" and board.has_sound:
        return Planned(*on_loudspeaker(timetable, NO_PICTURE))
    return Planned(None, None, FAR)


def _slot_of(what: Screen | Sound) -> str:
    return what.slot_id if isinstance(what, ShowItem | PlayItem | Silence) else ""
