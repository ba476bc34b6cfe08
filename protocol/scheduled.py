"""Slots and fillers: which element of which playlist a board is in, by the timetable alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from protocol.emergencies import interruptions
from protocol.ids import EpochMs
from protocol.interrupts import waits_for_boundary
from protocol.layouts import Arrangement, SideZone, arrangement_of
from protocol.manifest import CUT, Manifest, Output, Playlist, ResumeRule, Slot, SlotClass, Transition
from protocol.programme_types import Alerts, Board
from protocol.recurrence import slot_spans, window_spans
from protocol.spans import Span, merged, next_edge
from protocol.timeline import Element, position, screen_elements, side_elements, sound_elements

FAR = EpochMs(1 << 62)
FILLER_SLOT = "filler"
ALWAYS = Span(EpochMs(0), FAR)
DAY_MS = 24 * 3600 * 1000
EMPTY = Playlist(id="empty", item_ids=("nothing",))
"""Stands in for a playlist that isn't there: its one item isn't either."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a decision about one output depends on."""

    manifest: Manifest
    alerts: Alerts
    now_ms: EpochMs
    board: Board
    output: Output

    @property
    def delay_ms(self) -> int:
        """By which the timetable's time is behind the board's, see :func:`staggered`."""
        return self.board.sound_delay_ms if self.output == "sound" else 0

    def at(self, now_ms: int) -> Scene:
        """The same board at another moment."""
        return replace(self, now_ms=EpochMs(now_ms))


class Turn(NamedTuple):
    """``element`` of ``slot_id`` is on since ``began_ms``; None: nothing. So it stays until ``until_ms``."""

    element: Element | None
    slot_id: str
    began_ms: EpochMs
    until_ms: EpochMs
    arrangement: Arrangement | None = None
    transition: Transition = CUT


class _Run(NamedTuple):
    slot_id: str
    playlist_id: str
    span: Span
    resume: ResumeRule
    layout_id: str | None = None
    zone: SideZone | None = None


def staggered(scene: Scene, turn_of: Callable[[Scene], Turn]) -> Turn:
    """What ``turn_of`` wants of a loudspeaker that is to be behind the others: the timetable's time is behind its own.

    ``scene`` is in the board's time and ``turn_of`` is asked in the timetable's, in which all else here reckons.
    """
    turn = turn_of(scene.at(scene.now_ms - scene.delay_ms))
    began_ms, until_ms = turn.began_ms + scene.delay_ms, turn.until_ms + scene.delay_ms
    return turn._replace(began_ms=EpochMs(began_ms), until_ms=EpochMs(until_ms))


def unfolded(turn: Turn, now_ms: EpochMs) -> Turn:
    """Of a sequence the part that is on at ``now_ms``; the sequence is one for all that waits for its end."""
    place = position(turn.element.parts, now_ms - turn.began_ms) if turn.element else None
    if place is None:
        return turn
    began_ms = EpochMs(now_ms - place.into_ms)
    ends_ms = EpochMs(began_ms + place.element.duration_ms)
    return turn._replace(element=place.element, began_ms=began_ms, until_ms=min(turn.until_ms, ends_ms))


def slot_turn(scene: Scene, slot_class: SlotClass) -> Turn:
    """What the slots of one class want. With an unknown clock the timetable is not followed."""
    if scene.board.clock == "unknown":
        return _nothing(FAR)
    runs = [run for slot in _slots(scene, slot_class) for run in _runs(scene, slot)]
    edge = next_edge((run.span for run in runs), scene.now_ms) or FAR
    for run in runs:
        if run.span.holds(scene.now_ms):
            turn = _turn(scene, run, _anchor(scene, run, slot_class))
            if turn.element or turn.until_ms < edge:
                return turn._replace(until_ms=min(turn.until_ms, edge))
    return _nothing(edge)


def filler_turn(scene: Scene) -> Turn:
    """What the filler loop wants: on screens always; on loudspeakers inside the windows, never by a guessed clock."""
    filler = scene.manifest.filler_screen if scene.output == "screen" else scene.manifest.filler_sound
    if filler is None:
        return _nothing(FAR)
    if scene.output == "screen":
        return _turn(scene, _Run(FILLER_SLOT, filler, ALWAYS, "skip", scene.manifest.layout_id), 0)
    return _filler_sound(scene, filler)


def side_turn(scene: Scene, zone: SideZone) -> Turn:
    """What a zone beside the main one shows: its playlist, round and round since the epoch."""
    return _turn(scene, _Run(zone.name, zone.playlist_id, ALWAYS, "skip", zone=zone), 0)


def _filler_sound(scene: Scene, filler: str) -> Turn:
    if scene.board.clock == "unknown":
        return _nothing(FAR)
    windows = _windows(scene)
    for span in windows:
        if span.holds(scene.now_ms):
            return _turn(scene, _Run(FILLER_SLOT, filler, span, "skip"), _counted_from(span))
    return _nothing(next_edge(windows, scene.now_ms) or FAR)


def _slots(scene: Scene, slot_class: SlotClass) -> list[Slot]:
    wanted = [s for s in scene.manifest.slots if s.slot_class == slot_class and s.output == scene.output]
    return sorted(wanted, key=lambda slot: (_origin_rank(scene.manifest, slot), slot.id))


def _origin_rank(manifest: Manifest, slot: Slot) -> int:
    order = manifest.origin_order
    return order.index(slot.origin) if slot.origin in order else len(order)


def _runs(scene: Scene, slot: Slot) -> Iterable[_Run]:
    spans = slot_spans(slot, scene.now_ms)
    if scene.output == "sound":
        windows = _windows(scene)
        spans = tuple(both for span in spans for window in windows if (both := span.common(window)))
    layout_id = slot.layout_id or scene.manifest.layout_id
    return (_Run(slot.id, slot.playlist_id, span, slot.resume, layout_id) for span in merged(spans))


def _windows(scene: Scene) -> list[Span]:
    """In the timetable's time: they begin with it, so that boards stay apart, and end by the board's."""
    windows = merged(window_spans(scene.board.sound_windows, scene.board.time_zone, scene.now_ms))
    ending = ((one.begin_ms, EpochMs(one.end_ms - scene.delay_ms)) for one in windows)
    return [Span(begin_ms, end_ms) for begin_ms, end_ms in ending if begin_ms < end_ms]


def _counted_from(span: Span) -> int:
    """What never pauses has no begin to count from: so nobody hears midnight in a programme around the clock."""
    return 0 if span.end_ms - span.begin_ms > DAY_MS else span.begin_ms


def _anchor(scene: Scene, run: _Run, slot_class: SlotClass) -> int:
    begin_ms = _counted_from(run.span)
    if slot_class != "priority" or not waits_for_boundary("priority"):
        return begin_ms
    before = slot_turn(scene.at(begin_ms - 1), "scheduled")
    if before.element is None:
        before = filler_turn(scene.at(begin_ms - 1))
    if before.element is None:
        return begin_ms
    return max(begin_ms, before.began_ms + before.element.duration_ms)


def _turn(scene: Scene, run: _Run, anchor_ms: int) -> Turn:
    if scene.now_ms < anchor_ms:
        return _nothing(EpochMs(anchor_ms))
    playlist = next((one for one in scene.manifest.playlists if one.id == run.playlist_id), EMPTY)
    arrangement = arrangement_of(scene.manifest.layouts, run.layout_id, scene.board.size)
    elements = _elements(scene, run, playlist, arrangement)
    elapsed_ms = _elapsed_ms(scene, run, anchor_ms, elements)
    place = position(elements, elapsed_ms)
    if place is None:
        return _nothing(run.span.end_ms)
    began_ms = EpochMs(scene.now_ms - place.into_ms)
    ends_ms = EpochMs(began_ms + place.element.duration_ms)
    if place.element.item is None:
        return _nothing(ends_ms)
    if scene.output == "sound" and ends_ms > run.span.end_ms and elapsed_ms > place.into_ms:
        return _nothing(run.span.end_ms)
    return Turn(place.element, run.slot_id, began_ms, ends_ms, arrangement, playlist.transition)


def _elapsed_ms(scene: Scene, run: _Run, anchor_ms: int, elements: Sequence[Element]) -> int:
    if run.resume == "skip":
        return scene.now_ms - anchor_ms
    elapsed_ms, clock_ms = 0, anchor_ms
    whole = Span(EpochMs(anchor_ms), scene.now_ms)
    for cut in filter(None, (whole.common(span) for span in _interruptions(scene))):
        elapsed_ms += cut.begin_ms - clock_ms
        place = position(elements, elapsed_ms)
        if run.resume == "restart" and place:
            elapsed_ms -= place.into_ms
        clock_ms = cut.end_ms
    return elapsed_ms + scene.now_ms - clock_ms


def _interruptions(scene: Scene) -> Iterable[Span]:
    """In the timetable's time; emergencies are in the board's."""
    spans = interruptions(scene.alerts, EpochMs(scene.now_ms + scene.delay_ms), scene.output)
    return (Span(EpochMs(one.begin_ms - scene.delay_ms), EpochMs(one.end_ms - scene.delay_ms)) for one in spans)


def _elements(scene: Scene, run: _Run, playlist: Playlist, arrangement: Arrangement | None) -> tuple[Element, ...]:
    if scene.output == "sound":
        return sound_elements(scene.manifest, playlist, scene.board)
    if run.zone is not None:
        return side_elements(scene.manifest, playlist, scene.board, run.zone.room)
    room = arrangement.main.room if arrangement else None
    return screen_elements(scene.manifest, playlist, scene.board, room)


def _nothing(until_ms: EpochMs) -> Turn:
    return Turn(None, "", EpochMs(0), until_ms)
