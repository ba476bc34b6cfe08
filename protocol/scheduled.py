"""Slots and fillers: which element of which playlist a board is in, by the timetable and by what interrupted it.

A run of a slot is interrupted by emergencies and by the runs before it in :func:`protocol.runs.runs_of`; those that are
said *over* it are none to it. What waits its turn begins when that comes; a priority run besides lets the item that is
on finish. All of it is worked out from the manifest, the alerts and the time: nothing is remembered from one answer to
the next, so a board that lost power for a minute comes back where the others are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from protocol.elapsed import Course, Cut, in_order
from protocol.emergencies import interruptions
from protocol.ids import EpochMs
from protocol.interrupts import return_after, waits_for_boundary, waits_its_turn
from protocol.layouts import Arrangement, SideZone, arrangement_of
from protocol.manifest import CUT, Over, SlotClass, Transition
from protocol.plan import FILLER_SLOT, Plan
from protocol.runs import ALWAYS, FAR, Run, Scene
from protocol.spans import Span
from protocol.timeline import Element, Loop

Grain = Literal["item", "slot"]
"""Until when an answer holds: until another page, picture or sound is on, or only until another slot has the output."""


class Turn(NamedTuple):
    """``element`` of ``slot_id`` is on since ``began_ms``, until ``until_ms``; None: nothing, and when it is ``held``
    that is the pause between two items.
    """

    element: Element | None
    slot_id: str
    began_ms: EpochMs
    until_ms: EpochMs
    held: bool
    arrangement: Arrangement | None = None
    transition: Transition = CUT


class Timetable:
    """All that is scheduled for one output. It reckons in the timetable's time and answers in the board's."""

    def __init__(self, plan: Plan, scene: Scene, grain: Grain = "item") -> None:
        self.scene, self.plan, self.grain = scene, plan, grain
        timed = scene.in_its_own_time
        self._now_ms = timed.now_ms
        self.day = plan.day(timed)
        self._cuts_of: dict[tuple[Run, int], list[Cut]] = {}
        self._cuts_by: dict[tuple[Run, int], Cut | None] = {}

    @cached_property
    def _emergencies(self) -> list[Cut]:
        scene, returns = self.scene, return_after("emergency")
        spans = interruptions(scene.alerts, scene.now_ms, scene.output)
        return [Cut(Span(*(EpochMs(edge_ms - scene.delay_ms) for edge_ms in span)), returns) for span in spans]

    def slot_turn(self, slot_class: SlotClass, over: Over = "cut") -> Turn:
        """What the slots of one class want that are heard so."""
        return self._in_the_boards_time(self._first_turn(self.day.of_class.get((slot_class, over), ())))

    def filler_turn(self) -> Turn:
        """What the filler wants: on screens always; on loudspeakers inside the windows, never by a guessed clock."""
        if self.grain == "slot" and self.scene.output == "screen":
            return self._whether_there_is_a_filler()
        return self._in_the_boards_time(self._first_turn(self.day.fillers))

    def _whether_there_is_a_filler(self) -> Turn:
        """Which of its items is on is not asked for: that would take all that interrupted it for two days."""
        found = next((loop.elements[0] for run in self.day.fillers if (loop := self._loop_of(run)).elements), None)
        return Turn(found, FILLER_SLOT, EpochMs(0), self.day.span.end_ms, held=found is not None)

    def side_turn(self, zone: SideZone) -> Turn:
        """What a zone beside the main one shows: its playlist, round and round since the epoch."""
        run = Run(zone.name, zone.playlist_id, ALWAYS, "skip", "filler", zone=zone)
        return self._turn(run, self.scene.now_ms)

    def _in_the_boards_time(self, turn: Turn) -> Turn:
        """Of a sequence only the part that is on then; it is one for all that waits for its end."""
        began_ms, until_ms = (EpochMs(at_ms + self.scene.delay_ms) for at_ms in (turn.began_ms, turn.until_ms))
        turn = turn._replace(began_ms=began_ms, until_ms=until_ms)
        place = Loop.of(turn.element.parts).at(self.scene.now_ms - began_ms) if turn.element else None
        if place is None or self.grain == "slot":
            return turn
        part_began_ms = EpochMs(self.scene.now_ms - place.into_ms)
        part_ends_ms = EpochMs(part_began_ms + place.element.duration_ms)
        return turn._replace(element=place.element, began_ms=part_began_ms, until_ms=min(until_ms, part_ends_ms))

    def _first_turn(self, runs: Sequence[Run]) -> Turn:
        """What the first of them wants that wants something; no other can be it before those before it begin."""
        now_ms = self._now_ms
        until_ms = self.day.span.end_ms if self.grain == "slot" else FAR
        for run in runs:
            if now_ms < run.span.begin_ms:
                until_ms = min(until_ms, run.span.begin_ms)
            if not run.span.holds(now_ms):
                continue
            turn = self._turn(run, now_ms)
            until_ms = min(until_ms, turn.until_ms, run.span.end_ms)
            if turn.held:
                return turn._replace(until_ms=until_ms)
        return _nothing(until_ms)

    def _turn(self, run: Run, at_ms: int) -> Turn:
        anchor_ms = self._anchor_ms(run, at_ms)
        if at_ms < anchor_ms:
            return _nothing(anchor_ms)
        playlist, course = self.plan.playlist(run), self._course(run, anchor_ms, at_ms)
        elapsed_ms = course.elapsed_ms(at_ms)
        place = course.loop.at(elapsed_ms)
        if place is None:
            return _nothing(run.span.end_ms)
        began_ms = at_ms - place.into_ms
        ends_ms = began_ms + place.element.duration_ms
        until_ms = self._kept_ms(run, course, at_ms) if self.grain == "slot" else self._honest_ms(run, course, ends_ms)
        turn = Turn(None, run.slot_id, EpochMs(began_ms), EpochMs(until_ms), held=True)
        if place.element.item is None:
            return turn
        if self._never_begun(ends_ms > run.span.end_ms, elapsed_ms > place.into_ms):
            return _nothing(run.span.end_ms)
        arrangement = arrangement_of(self.scene.manifest.layouts, run.layout_id, self.scene.board.size)
        return turn._replace(element=place.element, arrangement=arrangement, transition=playlist.transition)

    def _never_begun(self, would_be_cut: bool, follows_others: bool) -> bool:
        """A loudspeaker begins nothing that it can't finish, but for the first."""
        return self.scene.output == "sound" and would_be_cut and follows_others

    def _anchor_ms(self, run: Run, at_ms: int) -> int:
        """When ``run`` begins, by what is known at ``at_ms``: a higher one must not have the output, an item that is to
        be let finish must be over or have been cut.
        """
        if not waits_its_turn(run.of_class) or run.never_pauses:
            return run.counts_from_ms
        begin_ms, boundary_ms = run.span.begin_ms, self._boundary_ms(run)
        for cut in self._cuts(run, at_ms):
            if cut.span.end_ms > begin_ms and cut.span.begin_ms <= boundary_ms:
                return cut.span.end_ms
        return boundary_ms

    def _boundary_ms(self, run: Run) -> int:
        """When the item is over that is on as ``run`` wants to begin, if it is to wait for that."""
        begin_ms = run.span.begin_ms
        if not waits_for_boundary(run.of_class) or self._is_cut(run, begin_ms):
            return begin_ms
        for other in self._that_make_room(run):
            if other.span.holds(EpochMs(begin_ms - 1)):
                turn = self._turn(other, begin_ms - 1)
                if turn.held:
                    return begin_ms if turn.element is None else turn.began_ms + turn.element.duration_ms
        return begin_ms

    def _is_cut(self, run: Run, at_ms: int) -> bool:
        """Whether somebody has the output before ``run`` just before ``at_ms``."""
        return any(cut.span.begin_ms < at_ms <= cut.span.end_ms for cut in self._cuts(run, at_ms))

    def _that_make_room(self, run: Run) -> list[Run]:
        """Whom ``run`` takes the output from: what is said over others leaves them theirs."""
        after = self.day.runs[self.day.runs.index(run) + 1 :]
        if run.over == "duck":
            return [one for one in after if one.over == "duck"]
        return [*after, *self.day.fillers]

    def _course(self, run: Run, anchor_ms: int, at_ms: int) -> Course:
        return Course(self._loop_of(run), anchor_ms, self._cuts(run, at_ms), run.resume)

    def _cuts(self, run: Run, at_ms: int) -> list[Cut]:
        """Who had the output instead of ``run`` before ``at_ms``."""
        if (run, at_ms) not in self._cuts_of:
            self._cuts_of[run, at_ms] = self._new_cuts(run, at_ms)
        return self._cuts_of[run, at_ms]

    def _new_cuts(self, run: Run, at_ms: int) -> list[Cut]:
        if run.zone is not None:
            return []
        slots = [cut for other in self._before(run, at_ms) if (cut := self._cut_by(other, at_ms)) is not None]
        if self._skips(run) and not slots and not waits_its_turn(run.of_class):
            return []
        past = Span(EpochMs(0), EpochMs(at_ms))
        known = ((cut, cut.span.common(past)) for cut in (*self._emergencies, *slots))
        return in_order(cut._replace(span=span) for cut, span in known if span is not None)

    def _skips(self, run: Run) -> bool:
        """Whether the time of all that it plays goes on meanwhile."""
        return run.resume == "skip" and self._loop_of(run).skips

    def _before(self, run: Run, at_ms: int) -> Iterator[Run]:
        """Those that may have interrupted ``run`` before ``at_ms``."""
        since_ms = self.day.forgotten_ms if run.never_pauses else run.span.begin_ms
        for other in self.day.that_interrupt:
            if other is run:
                return
            takes_it = (run.over == "duck" or other.over == "cut") and other.slot_id != run.slot_id
            if takes_it and other.span.begin_ms < at_ms and since_ms <= other.span.end_ms:
                yield other

    def _cut_by(self, run: Run, at_ms: int) -> Cut | None:
        """When ``run`` had the output before ``at_ms``, its own interruptions among it."""
        stop_ms, known = min(at_ms, run.span.end_ms), self._cuts_by
        if stop_ms == run.span.end_ms and not self.scene.alerts.held:
            known = self.day.cuts_by_past
        if (run, stop_ms) not in known:
            known[run, stop_ms] = self._new_cut_by(run, stop_ms)
        return known[run, stop_ms]

    def _new_cut_by(self, run: Run, stop_ms: int) -> Cut | None:
        if not self._loop_of(run).elements:
            return None
        anchor_ms = self._anchor_ms(run, stop_ms)
        begin_ms, end_ms = max(anchor_ms, run.span.begin_ms), stop_ms
        if self.scene.output == "sound":
            end_ms = min(stop_ms, self._course(run, anchor_ms, stop_ms).released_ms(stop_ms, run.span.end_ms))
        if begin_ms >= end_ms:
            return None
        return Cut(Span(EpochMs(begin_ms), EpochMs(end_ms)), return_after(run.of_class))

    def _honest_ms(self, run: Run, course: Course, until_ms: int) -> int:
        """What never pauses forgets at midnight what interrupted it the day before yesterday."""
        return min(until_ms, self.day.midnight_ms) if run.never_pauses and course.cuts else until_ms

    def _kept_ms(self, run: Run, course: Course, at_ms: int) -> int:
        """Until when it keeps the output that it has at ``at_ms`` if nobody else takes it."""
        return course.lets_go_ms(at_ms, run.span.end_ms) if self.scene.output == "sound" else run.span.end_ms

    def _loop_of(self, run: Run) -> Loop:
        return self.plan.loop(self.scene.output, run)


def _nothing(until_ms: int) -> Turn:
    return Turn(None, "", EpochMs(0), EpochMs(until_ms), held=False)
