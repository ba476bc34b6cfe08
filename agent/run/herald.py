"""Status and report: what the device says about itself, in time and when it changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import msgspec

from agent.clock import Timeline
from agent.outbox.courier import Courier
from agent.outbox.faults import FaultDesk
from agent.outbox.vitals import disk_free_bytes, software_version, temperature_c
from agent.planner.keeper import ContentKeeper
from agent.player.player import Player
from agent.reception import AlertDesk, Reception
from agent.run.agenda import Agenda
from protocol.timers import HEARTBEAT_JITTER
from protocol.uplink import Report, Status

HEARTBEAT, NEWS = "heartbeat", "news"
GATHER_S = 0.5
"""Changes within this time go up in one message."""


@dataclass(slots=True)
class Herald:
    """Publishes status (retained: birth, heartbeat and, by the link, will) and report."""

    profile: str
    data: Path
    courier: Courier
    reception: Reception
    player: Player
    keeper: ContentKeeper
    alert_desk: AlertDesk
    faults: FaultDesk
    timeline: Timeline
    agenda: Agenda
    languages: tuple[str, ...] = ()
    """In which it speaks."""
    monotonic_s: Callable[[], float] = time.monotonic
    random: Random = field(default_factory=Random)
    seq: int = 0
    _began_s: float = field(init=False)
    _version: str = field(default_factory=software_version)
    _told: tuple[Status, Report] | None = None

    def __post_init__(self) -> None:
        self._began_s = self.monotonic_s()

    def heartbeat(self) -> None:
        """Publish the status, and plan the next: ``heartbeat_s`` +-10 %, so that a fleet doesn't beat as one."""
        jitter = self.random.uniform(1 - HEARTBEAT_JITTER, 1 + HEARTBEAT_JITTER)
        self.agenda.set(HEARTBEAT, self.reception.desired.heartbeat_s * jitter)
        if self.courier.sid is not None:
            self.courier.publisher.publish("status", msgspec.json.encode(self.status(self.courier.sid)), retain=True)

    def tell_all(self) -> None:
        """Status and report, whether they changed or not."""
        self._told = None
        self.news()

    def news(self) -> None:
        """Publish what changed since it was last published."""
        sid = self.courier.sid
        if sid is None:
            return
        before, self._told = self._told, (_lasting(self._status(sid)), self.report(sid))
        if before is None or before[0] != self._told[0]:
            self.heartbeat()
        if before is None or msgspec.structs.replace(before[1], at_ms=self._told[1].at_ms) != self._told[1]:
            self.courier.publisher.publish("report", msgspec.json.encode(self._told[1]))

    def something_changed(self) -> None:
        """Have :meth:`news` run soon."""
        self.agenda.sooner(NEWS, GATHER_S)

    def status(self, sid: str, *, online: bool = True) -> Status:
        """The next status to publish."""
        self.seq += 1
        return self._status(sid, online=online)

    def report(self, sid: str) -> Report:
        """The report as it is now."""
        standing, progress = self.reception.standing, self.keeper.progress
        return Report(
            sid=sid,
            at_ms=self.timeline.now().wall_ms,
            epoch=standing.epoch if standing else 0,
            seen_rev=standing.rev if standing else 0,
            applied_rev=self.keeper.active.rev,
            manifest_sha256=self.keeper.active.sha256,
            pending=progress.pending,
            fetched_bytes=progress.fetched_bytes,
            wanted_bytes=progress.wanted_bytes,
            alerts=self.alert_desk.in_force(),
        )

    def _status(self, sid: str, *, online: bool = True) -> Status:
        now = self.timeline.now()
        standing = self.reception.standing
        return Status(
            sid=sid,
            online=online,
            seq=self.seq,
            at_ms=now.wall_ms,
            clock=now.clock,
            uptime_s=round(self.monotonic_s() - self._began_s, 1),
            profile=self.profile,
            version=self._version,
            seen_rev=standing.rev if standing else 0,
            applied_rev=self.keeper.active.rev,
            showing=self.player.showing,
            disk_free_bytes=disk_free_bytes(self.data),
            temperature_c=temperature_c(),
            faults=self.faults.present(),
            languages=self.languages,
        )


def _lasting(status: Status) -> Status:
    """``status`` without what changes all the time: a page turned or a degree warmer is no news."""
    showing = msgspec.structs.replace(status.showing, screen=_without_page(status.showing.screen))
    return Status(
        sid=status.sid,
        online=status.online,
        clock=status.clock,
        seen_rev=status.seen_rev,
        applied_rev=status.applied_rev,
        showing=showing,
        faults=status.faults,
    )


def _without_page(screen: str) -> str:
    return screen.rsplit(" ", 1)[0] if screen.startswith("bulletin ") else screen
