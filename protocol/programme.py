"""``programme(manifest, alerts, now, board)``: what one board shows and says at one moment, and until when.

Invariants: pure; the same answer on the board and in the panel's preview; there is always an answer (at the least the
safe screen and silence); nothing but the table in :mod:`protocol.interrupts` decides who goes first; ``until_ms`` is
later than ``now_ms``, and no moment before it has another answer.

Playlists run by absolute time from the begin of their slot, so boards with the same programme are in step, and a board
that lost power for a minute comes back where the others are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from protocol.alert_rounds import active, turn_of
from protocol.emergencies import announcement
from protocol.ids import EpochMs
from protocol.interrupts import ClassName, rank_of
from protocol.layouts import Arrangement, SideZone, whole_picture
from protocol.manifest import Manifest, SlotClass, VideoItem
from protocol.programme_types import (
    Alerts,
    Board,
    PlayAlert,
    PlayItem,
    Programme,
    Screen,
    ShowAlert,
    ShowItem,
    ShowOff,
    ShowSafe,
    ShowSide,
    Silence,
    Sound,
)
from protocol.recurrence import window_spans
from protocol.scheduled import FAR, Scene, Turn, filler_turn, side_turn, slot_turn, staggered, unfolded
from protocol.spans import next_edge
from protocol.timeline import is_full_screen
from protocol.timers import REPLAN_S

REPLAN_MS = int(REPLAN_S * 1000)
NO_MANIFEST = Manifest(unit_name="")
T = TypeVar("T")


class Answer(NamedTuple, Generic[T]):
    """What one class of the table wants (None: nothing), and until when that stays so."""

    wanted: T | None
    until_ms: EpochMs


Rungs = Mapping[ClassName, Callable[[Scene], Answer[T]]]


def programme(manifest: Manifest | None, alerts: Alerts, now_ms: EpochMs, board: Board) -> Programme:
    """What ``board`` shows and says at ``now_ms``. Without a manifest: alerts, else the safe screen and silence."""
    scene = Scene(manifest or NO_MANIFEST, alerts, now_ms, board, "screen")
    screen = _on_screen(scene) if board.has_screen else Answer[Screen](None, FAR)
    sides = _sides(scene, screen.wanted)
    sound = _decided(replace(scene, output="sound"), SOUND) if board.has_sound else Answer[Sound](None, FAR)
    return Programme(
        screen=screen.wanted,
        sound=sound.wanted,
        tickers=scene.manifest.tickers if isinstance(screen.wanted, ShowItem) else (),
        until_ms=EpochMs(min(screen.until_ms, sound.until_ms, sides.until_ms, now_ms + REPLAN_MS)),
        sides=sides.wanted or (),
    )


def _on_screen(scene: Scene) -> Answer[Screen]:
    """What the ladder decides; outside the hours in which the panel is on only an alert is shown."""
    decided, off = _decided(scene, SCREEN), _off(scene)
    until_ms = EpochMs(min(decided.until_ms, off.until_ms))
    if off.wanted is None or isinstance(decided.wanted, ShowAlert):
        return Answer(decided.wanted, until_ms)
    return Answer(off.wanted, until_ms)


def _off(scene: Scene) -> Answer[Screen]:
    if scene.board.clock == "unknown" or not scene.board.screen_off_windows:
        return Answer(None, FAR)
    spans = window_spans(scene.board.screen_off_windows, scene.board.time_zone, scene.now_ms)
    is_off = any(span.holds(scene.now_ms) for span in spans)
    return Answer(ShowOff() if is_off else None, next_edge(spans, scene.now_ms) or FAR)


def _sides(scene: Scene, screen: Screen) -> Answer[tuple[ShowSide, ...]]:
    if not isinstance(screen, ShowItem) or screen.arrangement is None:
        return Answer(None, FAR)
    zones = [zone for zone in screen.arrangement.zones if isinstance(zone, SideZone)]
    turns = [(zone, side_turn(scene, zone)) for zone in zones]
    shown = ((zone, _show_of(turn, None, scene.board, zone)) for zone, turn in turns)
    wanted = tuple(ShowSide(zone, show) for zone, show in shown if show is not None)
    return Answer(wanted, EpochMs(min((turn.until_ms for _, turn in turns), default=FAR)))


def _decided(scene: Scene, rungs: Rungs[T]) -> Answer[T]:
    until_ms = FAR
    for name in sorted(rungs, key=rank_of, reverse=True):
        answer = rungs[name](scene)
        until_ms = min(until_ms, answer.until_ms)
        if answer.wanted is not None:
            return Answer(answer.wanted, until_ms)
    return Answer(None, until_ms)


def _muted_screen(scene: Scene) -> Answer[Screen]:
    return Answer(ShowSafe() if scene.alerts.muted else None, FAR)


def _emergency_screen(scene: Scene) -> Answer[Screen]:
    in_force = active(scene.alerts.held, scene.now_ms)
    changes_ms = min((one.ended_at_ms for one in in_force if one.ended_at_ms is not None), default=FAR)
    if not in_force:
        return Answer(None, FAR)
    place, until_ms = turn_of(in_force, scene.now_ms)
    return Answer(ShowAlert(in_force[place].alert, place + 1, len(in_force)), min(until_ms, changes_ms))


def _slot_screen(slot_class: SlotClass) -> Callable[[Scene], Answer[Screen]]:
    return lambda scene: _shown(scene, slot_turn(scene, slot_class))


def _filler_screen(scene: Scene) -> Answer[Screen]:
    return _shown(scene, filler_turn(scene))


def _safe_screen(_scene: Scene) -> Answer[Screen]:
    return Answer(ShowSafe(), FAR)


def _shown(scene: Scene, turn: Turn) -> Answer[Screen]:
    return Answer(_show_of(turn, turn.arrangement, scene.board), turn.until_ms)


def _show_of(
    turn: Turn, arrangement: Arrangement | None, board: Board, side: SideZone | None = None
) -> ShowItem | None:
    if turn.element is None or turn.element.item is None:
        return None
    item = turn.element.item
    if side is None and is_full_screen(item):
        arrangement = whole_picture(board.size)
    room = side.room if side else arrangement.main.room if arrangement else None
    return ShowItem(item, turn.slot_id, turn.element.page, turn.began_ms, arrangement, room, turn.transition)


def _muted_sound(scene: Scene) -> Answer[Sound]:
    return Answer(Silence("muted") if scene.alerts.muted else None, FAR)


def _emergency_sound(scene: Scene) -> Answer[Sound]:
    said = announcement(scene.alerts, scene.now_ms)
    if said.round is not None:
        return Answer(PlayAlert(said.round.alert, said.round.number, said.round.span.begin_ms), said.until_ms)
    return Answer(Silence("between rounds") if said.held else None, said.until_ms)


def _slot_sound(slot_class: SlotClass) -> Callable[[Scene], Answer[Sound]]:
    return lambda scene: _heard(scene, lambda timed: slot_turn(timed, slot_class))


def _scheduled_sound(scene: Scene) -> Answer[Sound]:
    slots = _slot_sound("scheduled")(scene)
    if slots.wanted is not None or not scene.board.has_screen:
        return slots
    clip = _sound_of_clip(scene)
    return Answer(clip.wanted, min(slots.until_ms, clip.until_ms))


def _sound_of_clip(scene: Scene) -> Answer[Sound]:
    shown = _on_screen(replace(scene, output="screen"))
    if isinstance(shown.wanted, ShowItem) and isinstance(shown.wanted.item, VideoItem) and shown.wanted.item.has_sound:
        clip = PlayItem(shown.wanted.item, shown.wanted.slot_id, None, shown.wanted.began_at_ms)
        return Answer(clip, shown.until_ms)
    return Answer(None, shown.until_ms)


def _filler_sound(scene: Scene) -> Answer[Sound]:
    return _heard(scene, filler_turn)


def _silence(_scene: Scene) -> Answer[Sound]:
    return Answer(Silence("idle"), FAR)


def _heard(scene: Scene, turn_of: Callable[[Scene], Turn]) -> Answer[Sound]:
    turn = unfolded(staggered(scene, turn_of), scene.now_ms)
    if turn.element is None or turn.element.item is None:
        return Answer(None, turn.until_ms)
    played = PlayItem(turn.element.item, turn.slot_id, turn.element.speech, turn.began_ms)
    return Answer(played, turn.until_ms)


SCREEN: Rungs[Screen] = {
    "mute-all": _muted_screen,
    "emergency": _emergency_screen,
    "priority": _slot_screen("priority"),
    "scheduled": _slot_screen("scheduled"),
    "filler": _filler_screen,
    "safe": _safe_screen,
}
SOUND: Rungs[Sound] = {
    "mute-all": _muted_sound,
    "emergency": _emergency_sound,
    "priority": _slot_sound("priority"),
    "scheduled": _scheduled_sound,
    "filler": _filler_sound,
    "safe": _silence,
}
