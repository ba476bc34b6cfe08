"""When each slot of a manifest has its output: one run after the other, in the order in which they go first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from protocol.ids import EpochMs
from protocol.interrupts import ClassName, rank_of
from protocol.layouts import SideZone
from protocol.manifest import Manifest, Output, Over, ResumeRule, Slot
from protocol.programme_types import Alerts, Board
from protocol.recurrence import slot_spans, window_spans
from protocol.spans import Span, merged, without

DAY_MS = 24 * 3600 * 1000
FAR = EpochMs(1 << 62)
ALWAYS = Span(EpochMs(0), FAR)


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
        """By which the timetable's time is behind the board's: a loudspeaker may be to follow the others."""
        return self.board.sound_delay_ms if self.output == "sound" else 0

    @property
    def in_its_own_time(self) -> Scene:
        """The same in the timetable's time, in which its spans are."""
        return replace(self, now_ms=EpochMs(self.now_ms - self.delay_ms))


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One stretch of time of a slot, of the filler or of a zone beside the main one; itself and no other."""

    slot_id: str
    playlist_id: str
    span: Span
    resume: ResumeRule
    of_class: ClassName
    over: Over = "cut"
    layout_id: str | None = None
    zone: SideZone | None = None

    @property
    def never_pauses(self) -> bool:
        """Whether it has no begin to count from: so nobody hears midnight in a programme around the clock."""
        return self.span.end_ms - self.span.begin_ms > DAY_MS

    @property
    def counts_from_ms(self) -> int:
        """When its playlist is taken to have begun."""
        return 0 if self.never_pauses else self.span.begin_ms


def runs_of(scene: Scene) -> tuple[Run, ...]:
    """The runs of all slots from yesterday until tomorrow, whoever goes first before the others.

    Of one class, what is said over others goes first, then the order of the commune decides. With an unknown clock
    there is no timetable.
    """
    if scene.board.clock == "unknown":
        return ()
    slots = [slot for slot in scene.manifest.slots if slot.output == scene.output]
    slots.sort(key=lambda slot: place_of(scene.manifest, slot))
    open_when = windows(scene) if scene.output == "sound" else [ALWAYS]
    return tuple(run for slot in slots for run in _runs(scene, slot, open_when))


def windows(scene: Scene) -> list[Span]:
    """When loudspeakers may be heard, over the same days, in the timetable's time: they begin with it, so that boards
    stay apart, and end by the board's. The quiet hours are none of it.
    """
    spans = merged(window_spans(scene.board.sound_windows, scene.board.time_zone, scene.now_ms))
    ending = (Span(one.begin_ms, EpochMs(one.end_ms - scene.delay_ms)) for one in spans)
    quiet = (Span(EpochMs(one.begin_ms - scene.delay_ms), one.end_ms) for one in quiet_spans(scene))
    return without([one for one in ending if one.begin_ms < one.end_ms], quiet)


def quiet_spans(scene: Scene) -> list[Span]:
    """When nothing but emergencies is heard, over the same days."""
    return merged(window_spans(scene.board.quiet_windows, scene.board.time_zone, scene.now_ms))


def place_of(manifest: Manifest, slot: Slot) -> tuple[int, bool, int, str]:
    """What is smaller for whoever goes first."""
    order = manifest.origin_order
    origin = order.index(slot.origin) if slot.origin in order else len(order)
    return -rank_of(slot.slot_class), slot.over == "cut", origin, slot.id


def _runs(scene: Scene, slot: Slot, open_when: list[Span]) -> Iterable[Run]:
    spans = slot_spans(slot, scene.now_ms)
    layout_id = slot.layout_id or scene.manifest.layout_id
    for span in merged(both for one in spans for window in open_when if (both := one.common(window))):
        yield Run(slot.id, slot.playlist_id, span, slot.resume, slot.slot_class, slot.over, layout_id)
