"""Keeps what the broker holds equal to what the controller states. Level-triggered; one process runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.outbox import hand_over, hand_over_again, is_due, sign_pending
from controller.keys.ring import Keyring
from controller.status.service import note_listening
from protocol.ids import EpochMs

NEVER_NOTED = EpochMs(-1)


class Link(Protocol):
    """What the courier needs of :class:`controller.link.mqtt.BrokerLink`."""

    @property
    def listening_since_ms(self) -> EpochMs | None:
        """Since when there is a connection; another value is another connection."""

    def publish(self, topic: str, payload: bytes, retain: bool) -> bool:
        """Whether the connection took it."""


@dataclass(slots=True)
class Courier:
    """Signs and hands over what is due, and everything once more after each new connection."""

    engine: Engine
    keyring: Keyring
    link: Link
    _noted: EpochMs | None = NEVER_NOTED

    def deliver(self) -> int:
        """One look; answers how many documents were handed over."""
        self._note_connection()
        with session_scope(self.engine, writes=False) as session:
            if not is_due(session, self.keyring):
                return 0
        with session_scope(self.engine) as session:
            sign_pending(session, self.keyring, wall_ms())
        return self._hand_over()

    def _note_connection(self) -> None:
        since_ms = self.link.listening_since_ms
        if since_ms == self._noted:
            return
        with session_scope(self.engine) as session:
            note_listening(session, since_ms)
            if since_ms is not None:
                hand_over_again(session)
        self._noted = since_ms

    def _hand_over(self) -> int:
        """In portions, each remembered before the next, until none is left or the link takes no more."""
        total = 0
        while True:
            with session_scope(self.engine) as session:
                handed = hand_over(session, self.link.publish, wall_ms())
            if handed == 0:
                return total
            total += handed
