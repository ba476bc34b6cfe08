"""What of a programme is the same at many moments, worked out once for all that are asked for: the runs round a day,
the steps of a playlist. Pure: remembering changes nothing but the time it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from protocol.elapsed import Cut
from protocol.ids import EpochMs
from protocol.interrupts import ClassName, return_after
from protocol.layouts import SideZone, arrangement_of
from protocol.manifest import Manifest, Output, Over, Playlist, Slot
from protocol.programme_types import Alerts, Board
from protocol.recurrence import local_date, window_spans, zone_of
from protocol.runs import ALWAYS, Run, Scene, quiet_spans, runs_of, windows
from protocol.spans import Span
from protocol.timeline import Element, Loop, screen_elements, side_elements, sound_elements

FILLER_SLOT = "filler"
DAYS_KEPT = 35
"""At once: a month's calendar."""
EMPTY = Playlist(id="empty", item_ids=("nothing",))
"""Stands in for a playlist that isn't there: its one item isn't either."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is planned for one output round one day, in the timetable's time."""

    span: Span
    """The moments it holds for: it is one and the same day wherever a slot or the board has its clock."""
    runs: tuple[Run, ...]
    """In the order in which they go first."""
    of_class: Mapping[tuple[ClassName, Over], tuple[Run, ...]]
    that_interrupt: tuple[Run, ...]
    """Those of them after which others come back by a rule."""
    fillers: tuple[Run, ...]
    off: tuple[Span, ...]
    """When the panel is switched off."""
    quiet: tuple[Span, ...]
    """When nothing but emergencies is heard, by the board's clock."""
    forgotten_ms: int
    """Midnight at the begin of yesterday, by the board's clock on the wall."""
    midnight_ms: int
    """That at the end of today."""
    cuts_by_past: dict[tuple[Run, int], Cut | None] = field(default_factory=dict)
    """When those that are over, at their end, had the output, if there were no emergencies."""


class Plan:
    """All that one board may play, asked for many moments."""

    def __init__(self, manifest: Manifest, board: Board) -> None:
        self.manifest, self.board = manifest, board
        self._playlists = {one.id: one for one in reversed(manifest.playlists)}
        self._zones = {board.time_zone, *(slot.time_zone for slot in manifest.slots)}
        self._days: dict[Output, list[Day]] = {"screen": [], "sound": []}
        """Those asked for, the last one first."""
        self._loops: dict[tuple[Output, str, str | None, SideZone | None], Loop] = {}

    def scene(self, alerts: Alerts, now_ms: EpochMs, output: Output) -> Scene:
        """A moment of one output."""
        return Scene(self.manifest, alerts, now_ms, self.board, output)

    def day(self, timed: Scene) -> Day:
        """What is planned round the day of a moment in the timetable's time."""
        known = self._days[timed.output]
        held = next((day for day in known if day.span.holds(timed.now_ms)), None)
        if held is None:
            held = self._new_day(timed)
            known[:] = [held, *known[: DAYS_KEPT - 1]]
        return held

    def playlist(self, run: Run) -> Playlist:
        """What the run plays."""
        return self._playlists.get(run.playlist_id, EMPTY)

    def loop(self, output: Output, run: Run) -> Loop:
        """The steps of what it plays that this board can show or say."""
        return self._loop(output, run.playlist_id, run.layout_id, run.zone)

    def loop_of(self, slot: Slot) -> Loop:
        """The same, of a slot's runs."""
        return self._loop(slot.output, slot.playlist_id, slot.layout_id or self.manifest.layout_id)

    def _loop(self, output: Output, playlist_id: str, layout_id: str | None, zone: SideZone | None = None) -> Loop:
        key = output, playlist_id, layout_id, zone
        if key not in self._loops:
            playlist = self._playlists.get(playlist_id, EMPTY)
            self._loops[key] = Loop.of(self._elements(output, playlist, layout_id, zone))
        return self._loops[key]

    def _new_day(self, timed: Scene) -> Day:
        off = window_spans(self.board.screen_off_windows, self.board.time_zone, timed.now_ms)
        days = [_midnights(timed.now_ms, name) for name in self._zones]
        runs = runs_of(timed)
        forgotten_ms, _, midnight_ms = _midnights(timed.now_ms, self.board.time_zone)
        return Day(
            span=Span(max(begin_ms for _, begin_ms, _ in days), min(end_ms for _, _, end_ms in days)),
            runs=runs,
            of_class={key: tuple(of_one) for key, of_one in groupby(runs, lambda run: (run.of_class, run.over))},
            that_interrupt=tuple(run for run in runs if return_after(run.of_class) != "none"),
            fillers=tuple(_fillers(timed)),
            off=off if timed.output == "screen" and self.board.clock != "unknown" else (),
            quiet=tuple(quiet_spans(timed)) if timed.output == "sound" and self.board.clock != "unknown" else (),
            forgotten_ms=forgotten_ms,
            midnight_ms=midnight_ms,
        )

    def _elements(
        self, output: Output, playlist: Playlist, layout_id: str | None, zone: SideZone | None
    ) -> tuple[Element, ...]:
        if output == "sound":
            return sound_elements(self.manifest, playlist, self.board)
        if zone is not None:
            return side_elements(self.manifest, playlist, self.board, zone.room)
        arrangement = arrangement_of(self.manifest.layouts, layout_id, self.board.size)
        return screen_elements(self.manifest, playlist, self.board, arrangement.main.room if arrangement else None)


def _fillers(scene: Scene) -> Iterator[Run]:
    on_screen = scene.output == "screen"
    playlist_id = scene.manifest.filler_screen if on_screen else scene.manifest.filler_sound
    if playlist_id is None or (not on_screen and scene.board.clock == "unknown"):
        return
    for span in [ALWAYS] if on_screen else windows(scene):
        yield Run(FILLER_SLOT, playlist_id, span, "skip", "filler", layout_id=scene.manifest.layout_id)


def _midnights(now_ms: EpochMs, time_zone: str) -> tuple[EpochMs, EpochMs, EpochMs]:
    """At the begin of yesterday and of today and at the end of today."""
    return _midnights_round(local_date(now_ms, zone_of(time_zone)), time_zone)


@lru_cache(maxsize=256)
def _midnights_round(today: date, time_zone: str) -> tuple[EpochMs, EpochMs, EpochMs]:
    zone = zone_of(time_zone)
    begin, middle, end = (datetime.combine(today + timedelta(days=days), time.min, zone) for days in (-1, 0, 1))
    return _epoch_ms(begin), _epoch_ms(middle), _epoch_ms(end)


def _epoch_ms(moment: datetime) -> EpochMs:
    return EpochMs(int(moment.timestamp() * 1000))
