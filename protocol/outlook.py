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
from protocol.on_loudspeaker import Heard, on_loudspeaker
from protocol.on_screen import on_screen
from protocol.plan import Plan
from protocol.programme_types import Alerts, PlayItem, Screen, ShowItem, ShowOff, Silence, Sound
from protocol.runs import FAR
from protocol.scheduled import Timetable
from protocol.spans import Span

CALM = Alerts()


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


def kept(plan: Plan, output: Output, span: Span) -> Iterator[Kept]:
    """Who has the output over ``span``, without gaps; two that follow each other differ."""
    ask = _on_screen if output == "screen" else _on_loudspeaker
    since_ms, at_ms, last = span.begin_ms, span.begin_ms, None
    while at_ms < span.end_ms:
        holder, until_ms = ask(plan, at_ms)
        if last is not None and holder != last:
            yield Kept(Span(since_ms, at_ms), last)
            since_ms = at_ms
        last, at_ms = holder, min(until_ms, span.end_ms)
    if last is not None:
        yield Kept(Span(since_ms, at_ms), last)


def _on_screen(plan: Plan, at_ms: EpochMs) -> tuple[Holder, EpochMs]:
    shows = Timetable(plan, plan.scene(CALM, at_ms, "screen"), "slot")
    shown: Answer[Screen] = on_screen(shows) if plan.board.has_screen else Answer(None, FAR)
    return Holder(_slot_of(shown.wanted), off=isinstance(shown.wanted, ShowOff)), shown.until_ms


def _on_loudspeaker(plan: Plan, at_ms: EpochMs) -> tuple[Holder, EpochMs]:
    says = Timetable(plan, plan.scene(CALM, at_ms, "sound"), "slot")
    heard = on_loudspeaker(says, Answer(None, FAR)) if plan.board.has_sound else Heard(None, None, FAR)
    return Holder(_slot_of(heard.sound), _slot_of(heard.beneath)), heard.until_ms


def _slot_of(what: Screen | Sound) -> str:
    return what.slot_id if isinstance(what, ShowItem | PlayItem | Silence) else ""
