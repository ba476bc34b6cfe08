"""Keeps what the broker holds equal to what the controller states. Level-triggered; one process runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine

from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents.outbox import (
    PORTION,
    give,
    hand_over_again,
    keep_signed,
    note_handed,
    sign,
    unhanded,
    unsigned,
)
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
    portion: int = PORTION
    _noted: EpochMs | None = NEVER_NOTED

    def deliver(self) -> int:
        """Until nothing is left to sign and the link takes no more; answers how many documents were handed over."""
        self._note_connection()
        total = 0
        while True:
            signed, handed = self._sign(), self._hand_over()
            if not signed and not handed:
                return total
            total += handed

    def _sign(self) -> int:
        with session_scope(self.engine, writes=False) as session:
            pending = unsigned(session, self.keyring, self.portion)
        if not pending:
            return 0
        signed = sign(pending, self.keyring, wall_ms())
        with session_scope(self.engine) as session:
            keep_signed(session, signed)
        return len(signed)

    def _hand_over(self) -> int:
        with session_scope(self.engine, writes=False) as session:
            waiting = unhanded(session, self.portion)
        handed = give(waiting, self.link.publish, wall_ms())
        if not handed:
            return 0
        with session_scope(self.engine) as session:
            return note_handed(session, handed)

    def _note_connection(self) -> None:
        since_ms = self.link.listening_since_ms
        if since_ms == self._noted:
            return
        with session_scope(self.engine) as session:
            note_listening(session, since_ms)
            if since_ms is not None:
                hand_over_again(session)
        self._noted = since_ms
