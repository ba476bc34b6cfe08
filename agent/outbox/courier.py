"""Sends what the outbox holds, and strikes it off when the broker has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from agent.outbox.acks import AckBox, Unsent
from agent.outbox.log import Batch, LogBox
from protocol.ids import EpochMs
from protocol.topics import Up

FORGOTTEN_BY_BROKER_MS = 10 * 60 * 1000
"""How far back a broker may forget what it took; told again at each new connection."""
FORGOTTEN_BY_CONTROLLER_MS = 24 * 60 * 60 * 1000
"""How far back a controller that came back is told again."""
KEPT_MS = 7 * 24 * 60 * 60 * 1000


class Publisher(Protocol):
    """The way up."""

    def publish(self, leaf: Up, payload: bytes, *, retain: bool = False) -> str | None:
        """The receipt of what was sent; None when there is no connection."""


@dataclass(slots=True)
class Courier:
    """Sends acknowledgements and log rows while there is a connection and, by its own word, a controller."""

    publisher: Publisher
    acks: AckBox
    log: LogBox
    sid: str | None = None
    controller_online: bool = True
    _acks_under_way: dict[str, Unsent] = field(default_factory=dict)
    _batch_under_way: tuple[str, Batch] | None = None

    def online(self, sid: str, now_ms: EpochMs) -> None:
        """A new connection: whatever was under way or may have been forgotten is due again."""
        self.sid = sid
        self._begin_again(EpochMs(now_ms - FORGOTTEN_BY_BROKER_MS))

    def offline(self) -> None:
        """No connection: keep everything."""
        self.sid = None

    def controller_returned(self, now_ms: EpochMs) -> None:
        """A controller with a new boot id: tell it the last day."""
        self._begin_again(EpochMs(now_ms - FORGOTTEN_BY_CONTROLLER_MS))
        self.acks.forget(EpochMs(now_ms - KEPT_MS))

    def flush(self) -> None:
        """Send what is due."""
        if self.sid is None or not self.controller_online:
            return
        for unsent in self.acks.unsent():
            self._send_ack(unsent, self.sid)
        if self._batch_under_way is None and (batch := self.log.batch()) is not None:
            self._send_batch(batch, self.sid)
        self.log.sweep()

    def delivered(self, receipt: str) -> None:
        """The broker took this."""
        if (unsent := self._acks_under_way.pop(receipt, None)) is not None:
            self.acks.delivered(unsent)
        elif self._batch_under_way is not None and self._batch_under_way[0] == receipt:
            self.log.delivered(self._batch_under_way[1])
            self._batch_under_way = None

    def _begin_again(self, since_ms: EpochMs) -> None:
        self._acks_under_way.clear()
        self._batch_under_way = None
        self.acks.tell_again(since_ms)
        self.log.tell_again()

    def _send_ack(self, unsent: Unsent, sid: str) -> None:
        if unsent in self._acks_under_way.values():
            return
        payload = msgspec.json.encode(msgspec.structs.replace(unsent.ack, sid=sid))
        if (receipt := self.publisher.publish("ack", payload)) is not None:
            self._acks_under_way[receipt] = unsent

    def _send_batch(self, batch: Batch, sid: str) -> None:
        if (receipt := self.publisher.publish("log", batch.as_message(sid))) is not None:
            self.log.sent(batch)
            self._batch_under_way = (receipt, batch)
