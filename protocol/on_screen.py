"""What a board shows: the ladder for its screen, and the zones beside the main one."""

from __future__ import annotations

from protocol.alert_rounds import active, turn_of
from protocol.ids import EpochMs
from protocol.ladder import Answer, Rung, decided
from protocol.layouts import Arrangement, SideZone, whole_picture
from protocol.programme_types import Board, Screen, ShowAlert, ShowItem, ShowOff, ShowSafe, ShowSide
from protocol.runs import FAR, Scene
from protocol.scheduled import Timetable, Turn
from protocol.spans import next_edge
from protocol.timeline import is_full_screen


def on_screen(shows: Timetable) -> Answer[Screen]:
    """What the ladder decides; outside the hours in which the panel is on only an alert is shown."""
    wanted, off = decided(_rungs(shows)).answer, _off(shows)
    until_ms = EpochMs(min(wanted.until_ms, off.until_ms))
    if off.wanted is None or isinstance(wanted.wanted, ShowAlert):
        return Answer(wanted.wanted, until_ms)
    return Answer(off.wanted, until_ms)


def beside(shows: Timetable, screen: Screen) -> Answer[tuple[ShowSide, ...]]:
    """What stands in the zones beside the main one of ``screen``."""
    if not isinstance(screen, ShowItem) or screen.arrangement is None:
        return Answer(None, FAR)
    zones = [zone for zone in screen.arrangement.zones if isinstance(zone, SideZone)]
    turns = [(zone, shows.side_turn(zone)) for zone in zones]
    shown = ((zone, _show_of(turn, None, shows.scene.board, zone)) for zone, turn in turns)
    wanted = tuple(ShowSide(zone, show) for zone, show in shown if show is not None)
    return Answer(wanted, EpochMs(min((turn.until_ms for _, turn in turns), default=FAR)))


def _rungs(shows: Timetable) -> tuple[Rung[Screen], ...]:
    scene = shows.scene
    return (
        Rung("mute-all", lambda: Answer(ShowSafe() if scene.alerts.muted else None, FAR)),
        Rung("emergency", lambda: _emergency(scene)),
        Rung("live", lambda: _shown(scene, shows.slot_turn("live"))),
        Rung("priority", lambda: _shown(scene, shows.slot_turn("priority"))),
        Rung("scheduled", lambda: _shown(scene, shows.slot_turn("scheduled"))),
        Rung("filler", lambda: _shown(scene, shows.filler_turn())),
        Rung("safe", lambda: Answer(ShowSafe(), FAR)),
    )


def _off(shows: Timetable) -> Answer[Screen]:
    off, now_ms = shows.day.off, shows.scene.now_ms
    is_off = any(span.holds(now_ms) for span in off)
    return Answer(ShowOff() if is_off else None, next_edge(off, now_ms) or FAR)


def _emergency(scene: Scene) -> Answer[Screen]:
    in_force = active(scene.alerts.held, scene.now_ms)
    changes_ms = min((one.ended_at_ms for one in in_force if one.ended_at_ms is not None), default=FAR)
    if not in_force:
        return Answer(None, FAR)
    place, until_ms = turn_of(in_force, scene.now_ms)
    return Answer(ShowAlert(in_force[place].alert, place + 1, len(in_force)), min(until_ms, changes_ms))


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
