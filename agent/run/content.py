"""Content: plan again when something changed, every five minutes without, and after each fetch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.fetch import FetchFailed, FetchResult
from agent.outbox.journal import Journal
from agent.planner.keeper import ContentKeeper
from agent.player.ports import Failed
from agent.reception import AlertDesk, Reception
from agent.run.agenda import Agenda
from protocol.programme_types import PlayItem, ShowItem
from protocol.timers import REPLAN_S

REPLAN = "replan"
NO_FAULT = frozenset({"network", "stopped"})
"""A network that is away is a state, not a fault of this content."""


@dataclass(slots=True)
class Content:
    """Reacts to desired states and fetched files."""

    reception: Reception
    alert_desk: AlertDesk
    keeper: ContentKeeper
    journal: Journal
    agenda: Agenda
    activated: Callable[[], None]
    """Called when another revision became active."""

    def replan(self) -> None:
        """Take the steps that can be taken now."""
        self.agenda.set(REPLAN, REPLAN_S)
        standing = self.reception.standing
        if standing is None:
            return
        in_force = [held.alert for held in self.alert_desk.alerts.held if held.ended_at_ms is None]
        revision = f"{standing.epoch}.{standing.rev}"
        if self.keeper.replan(standing, in_force):
            self.journal.ack("desired", revision, "finished")
            self.activated()
        if self.keeper.unusable:
            self.journal.ack("desired", revision, "rejected", reason=self.keeper.progress.pending)

    def fetched(self, event: FetchResult) -> None:
        """Something is on disk, or will not be for now."""
        if isinstance(event, FetchFailed):
            self.keeper.disk_full = event.code == "disk-full"
            if event.code not in NO_FAULT:
                self.journal.fault(f"fetch-{event.code}", event.detail)
        self.replan()

    def suspect(self, event: Failed) -> None:
        """An item could not be presented: when its file is no longer what it was, get it again."""
        if not isinstance(event.of, ShowItem | PlayItem):
            return
        for sha256 in self.keeper.recheck(event.of.item):
            self.journal.fault("file-damaged", sha256)
            self.replan()
