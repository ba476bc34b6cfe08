"""Presenting: when something changed or a moment has come, decide anew what is on; tell what began and ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.clock import Timeline
from agent.outbox.journal import Journal
from agent.planner.keeper import ContentKeeper
from agent.player.player import Content, Player
from agent.reception import AlertDesk, Reception
from agent.run.agenda import Agenda
from protocol.alert_book import Change
from protocol.stages import HEARD, Stage
from protocol.uplink import Showing

PRESENT = "present"
RECORD = "record"
RECORD_WITHIN_S = 0.2
"""Until then, or until it is seen or heard, the processor belongs to the alert: each write takes from its picture."""
LONGEST_S = 30.0
"""The wall clock may be set at any time, so a moment of the timetable is not slept towards for longer."""
SHORTEST_S = 0.01


@dataclass(slots=True)
class Presenting:
    """The parts that decide what is on."""

    reception: Reception
    alert_desk: AlertDesk
    keeper: ContentKeeper
    player: Player
    timeline: Timeline
    journal: Journal
    agenda: Agenda
    on_change: Callable[[Showing], None]
    """Called with what is on whenever that changed."""
    _told: Showing | None = None
    _unrecorded: tuple[Change, ...] = ()

    def refresh(self) -> None:
        """Decide and present. That an alert began or ended is written down by :meth:`record`, a little later."""
        now = self.timeline.now()
        changes = self.alert_desk.refresh(self.reception.alert_sets(), now)
        content = Content(self.keeper.manifest, self.alert_desk.alerts, self.reception.desired)
        programme = self.player.present(content, now)
        if changes:
            self._unrecorded += changes
            self.agenda.sooner(RECORD, RECORD_WITHIN_S)
        elif not self._unrecorded:
            self.alert_desk.keep()
        self._tell_if_changed()
        self.agenda.set(PRESENT, self._wait_s(programme.until_ms - now.wall_ms))

    def record(self) -> None:
        """Acknowledge the alerts that began or ended, and keep the book; the alerts themselves are on disk already."""
        changes, self._unrecorded = self._unrecorded, ()
        if changes:
            self.alert_desk.keep()
        for change in changes:
            self.journal.ack("alert", change.alert_id, self._stage_of(change))

    def _wait_s(self, until_ms: int) -> float:
        expiry_ms = self.alert_desk.next_expiry_ms()
        nearest_ms = until_ms if expiry_ms is None else min(until_ms, expiry_ms)
        return min(LONGEST_S, max(SHORTEST_S, nearest_ms / 1000))

    def _stage_of(self, change: Change) -> Stage:
        if change.what == "began":
            return "verified"
        before = self.journal.acks.find("alert", change.alert_id)
        return "finished" if before is not None and before.stage in HEARD else change.what

    def _tell_if_changed(self) -> None:
        if self.player.showing != self._told:
            self._told = self.player.showing
            self.on_change(self._told)
