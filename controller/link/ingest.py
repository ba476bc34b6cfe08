"""Empties the inbox into the database: one transaction a flush, one statement a kind of message.

A row the database refuses (a number too big, a letter it does not take) must not keep out those of other devices: then
the rows of that kind are written one by one and the bad one is dropped and counted.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlmodel import Session, col, select

from controller.db import session_scope
from controller.devices.models import Device
from controller.devices.outbox_rows import record_logs
from controller.link.inbox import AckHeard, Batch, Inbox
from controller.status.service import record_heartbeats, record_reports, record_wills
from protocol.ids import DeviceId

log = logging.getLogger(__name__)

T = TypeVar("T")
Changed = Literal["devices", "alerts"]
Subject = Literal["alert", "command", "desired"]
AckHandler = Callable[[Session, Sequence[AckHeard]], object]
REFUSED_ROWS = (DataError, IntegrityError, OverflowError)


@dataclass(slots=True)
class Ingest:
    """What a flush needs. ``handlers`` says which domain takes the acks of a subject; others' acks are dropped."""

    engine: Engine
    inbox: Inbox
    handlers: dict[Subject, AckHandler]
    changed: Callable[[Changed], None]
    dropped: Counter[str] = field(default_factory=Counter)

    def flush(self) -> int:
        """Writes what is in the inbox; answers from how many devices. While the database is away it stays there."""
        batch = self.inbox.take()
        if not batch:
            return 0
        try:
            with session_scope(self.engine) as session:
                known = self._known(session, batch)
                self._write(session, known)
        except OperationalError:
            log.exception("the database did not take what devices said; it is kept for the next flush")
            self.inbox.put_back(batch)
            return 0
        self._tell(known)
        return len(known.devices())

    def tell_dropped(self) -> Counter[str]:
        """Writes into the log how many messages were dropped since the last call, by reason; answers the same."""
        dropped = self.inbox.take_dropped() + self.dropped
        self.dropped.clear()
        for reason, count in sorted(dropped.items()):
            log.warning("%d messages of devices dropped: %s", count, reason)
        return dropped

    def _known(self, session: Session, batch: Batch) -> Batch:
        """The part of enrolled devices: a broker shared with others, or a retired device, must cost nothing."""
        spoke = batch.devices()
        in_force = select(Device.id).where(col(Device.id).in_(spoke), col(Device.retired_at_ms).is_(None))
        known = {DeviceId(device) for device in session.exec(in_force).all()}
        self.dropped["unknown device"] += len(spoke - known)
        return batch.only(known)

    def _write(self, session: Session, batch: Batch) -> None:
        self._each(session, record_heartbeats, list(batch.heartbeats.items()))
        self._each(session, record_wills, sorted(batch.wills))
        self._each(session, record_reports, list(batch.reports.items()))
        self._each(session, record_logs, batch.logs)
        for subject, handle in self.handlers.items():
            self._each(session, handle, [one for one in batch.acks if one.ack.subject == subject])

    def _each(self, session: Session, write: Callable[[Session, Sequence[T]], object], rows: Sequence[T]) -> None:
        if not rows:
            return
        try:
            with session.begin_nested():
                write(session, rows)
        except REFUSED_ROWS:
            if len(rows) == 1:
                self.dropped["refused by the database"] += 1
                return
            for row in rows:
                self._each(session, write, [row])

    def _tell(self, batch: Batch) -> None:
        if batch.heartbeats or batch.wills or batch.reports:
            self.changed("devices")
        if any(one.ack.subject == "alert" for one in batch.acks):
            self.changed("alerts")
