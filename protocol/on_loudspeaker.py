"""What a board says: the ladder for its loudspeaker. A slot may be said over what is on instead of instead of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from protocol.emergencies import announcement
from protocol.ids import EpochMs
from protocol.ladder import Answer, Rung, decided
from protocol.manifest import SlotClass, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Screen, ShowItem, Silence, Sound
from protocol.runs import FAR, Scene
from protocol.scheduled import Timetable, Turn
from protocol.spans import next_edge

SLOT_CLASSES: tuple[SlotClass, ...] = ("live", "priority", "scheduled")


class Heard(NamedTuple):
    """What is heard, and what has the place underneath; and until when that stays so."""

    sound: Sound
    beneath: Sound
    until_ms: EpochMs

    @property
    def under(self) -> PlayItem | None:
        """What goes on underneath."""
        return self.beneath if isinstance(self.beneath, PlayItem) else None


def on_loudspeaker(says: Timetable, shown: Answer[Screen]) -> Heard:
    """What the ladder decides, on a board that shows ``shown``.

    Under what is said over others goes on what would be on without it; of several such only the first is said.
    """
    first = decided(_rungs(says, shown))
    sound, until_ms = first.answer
    if first.over == "cut":
        return Heard(sound, None, until_ms)
    beneath = decided(rung for rung in first.below if rung.over == "cut").answer
    return Heard(sound, beneath.wanted, EpochMs(min(until_ms, beneath.until_ms)))


def _rungs(says: Timetable, shown: Answer[Screen]) -> Iterator[Rung[Sound]]:
    scene = says.scene
    yield Rung("mute-all", lambda: Answer(Silence("muted") if scene.alerts.muted else None, FAR))
    yield Rung("emergency", lambda: _emergency(scene))
    for slot_class in SLOT_CLASSES:
        yield _slots_over(says, slot_class)
    yield Rung("live", lambda: _heard(says.slot_turn("live")))
    yield Rung("priority", lambda: _heard(says.slot_turn("priority")))
    yield Rung("scheduled", lambda: _scheduled(says, shown))
    yield Rung("filler", lambda: _heard(says.filler_turn()))
    yield Rung("safe", lambda: Answer(Silence("idle"), FAR))


def _slots_over(says: Timetable, slot_class: SlotClass) -> Rung[Sound]:
    return Rung(slot_class, lambda: _heard(says.slot_turn(slot_class, "duck")), "duck")


def _emergency(scene: Scene) -> Answer[Sound]:
    said = announcement(scene.alerts, scene.now_ms)
    if said.round is not None:
        return Answer(PlayAlert(said.round.alert, said.round.number, said.round.span.begin_ms), said.until_ms)
    return Answer(Silence("between rounds") if said.held else None, said.until_ms)


def _scheduled(says: Timetable, shown: Answer[Screen]) -> Answer[Sound]:
    slots = _heard(says.slot_turn("scheduled"))
    if slots.wanted is not None:
        return slots
    quiet, now_ms = says.day.quiet, says.scene.now_ms
    until_ms = min(slots.until_ms, shown.until_ms, next_edge(quiet, now_ms) or FAR)
    is_quiet = any(span.holds(now_ms) for span in quiet)
    return Answer(None if is_quiet else _sound_of_clip(shown.wanted), until_ms)


def _sound_of_clip(shown: Screen) -> PlayItem | None:
    if isinstance(shown, ShowItem) and isinstance(shown.item, VideoItem) and shown.item.has_sound:
        return PlayItem(shown.item, shown.slot_id, None, shown.began_at_ms)
    return None


def _heard(turn: Turn) -> Answer[Sound]:
    if not turn.held:
        return Answer(None, turn.until_ms)
    if turn.element is None or turn.element.item is None:
        return Answer(Silence("between items", turn.slot_id), turn.until_ms)
    return Answer(PlayItem(turn.element.item, turn.slot_id, turn.element.speech, turn.began_ms), turn.until_ms)
