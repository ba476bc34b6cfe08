"""What devices said since the last flush, the newest of what replaces itself, all of what does not.

Filled by the link's thread, emptied by the flush. Its size is bounded by the number of devices and by ``MOST_HELD``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from controller.link.reading import Said, read_uplink
from controller.status.service import Heard
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Ack, LogBatch, Report, Status

T = TypeVar("T")
MOST_HELD = 50_000
"""Acks or log batches kept while the database does not take them; more are dropped and counted. Devices send again."""


@dataclass(frozen=True, slots=True)
class AckHeard:
    """An ack, from whom, and when the controller received it."""

    device: DeviceId
    ack: Ack
    at_ms: EpochMs


@dataclass(slots=True)
class Batch:
    """All that one flush writes."""

    heartbeats: dict[DeviceId, Heard] = field(default_factory=dict)
    wills: set[tuple[DeviceId, str]] = field(default_factory=set)
    reports: dict[DeviceId, Report] = field(default_factory=dict)
    acks: list[AckHeard] = field(default_factory=list)
    logs: list[tuple[DeviceId, LogBatch]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.heartbeats or self.wills or self.reports or self.acks or self.logs)

    def devices(self) -> set[DeviceId]:
        """Everyone who said something."""
        listed = {one.device for one in self.acks} | {device for device, _ in self.logs}
        return listed | {device for device, _ in self.wills} | self.heartbeats.keys() | self.reports.keys()

    def only(self, known: set[DeviceId]) -> Batch:
        """The part that these devices said."""
        return Batch(
            {device: heard for device, heard in self.heartbeats.items() if device in known},
            {will for will in self.wills if will[0] in known},
            {device: report for device, report in self.reports.items() if device in known},
            [one for one in self.acks if one.device in known],
            [log for log in self.logs if log[0] in known],
        )


class Inbox:
    """Takes messages from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._batch = Batch()
        self.dropped: Counter[str] = Counter()
        """How many messages were not taken, by reason."""

    def put(self, topic: str, payload: bytes, retained: bool, now_ms: EpochMs) -> None:
        """Takes one message; a bad one is counted, never raised.

        A retained heartbeat tells nothing of now (and may arrive cut), so it is left out; a retained will still holds.
        """
        read = read_uplink(topic, payload)
        with self._lock:
            if isinstance(read, str):
                self.dropped[read] += 1
            elif not (retained and isinstance(read[1], Status) and read[1].online):
                self._add(*read, now_ms)

    def take(self) -> Batch:
        """All that is here; afterwards the inbox is empty."""
        with self._lock:
            taken, self._batch = self._batch, Batch()
        return taken

    def take_dropped(self) -> Counter[str]:
        """How many were dropped since the last call."""
        with self._lock:
            taken, self.dropped = self.dropped, Counter()
        return taken

    def put_back(self, batch: Batch) -> None:
        """Returns what could not be written; what came meanwhile is newer."""
        with self._lock:
            newer, self._batch = self._batch, batch
            batch.heartbeats.update(newer.heartbeats)
            batch.reports.update(newer.reports)
            batch.wills -= {(device, heard.status.sid) for device, heard in newer.heartbeats.items()}
            batch.wills |= newer.wills
            self._extend(batch.acks, newer.acks)
            self._extend(batch.logs, newer.logs)

    def _add(self, device: DeviceId, said: Said, now_ms: EpochMs) -> None:
        match said:
            case Status(online=True):
                self._batch.heartbeats[device] = Heard(said, now_ms)
                self._batch.wills.discard((device, said.sid))
            case Status():
                self._batch.wills.add((device, said.sid))
            case Report():
                self._batch.reports[device] = said
            case Ack():
                self._extend(self._batch.acks, [AckHeard(device, said, now_ms)])
            case LogBatch():
                self._extend(self._batch.logs, [(device, said)])

    def _extend(self, held: list[T], more: list[T]) -> None:
        room = MOST_HELD - len(held)
        held.extend(more[:room])
        self.dropped["full"] += max(0, len(more) - room)
