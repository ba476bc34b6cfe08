"""Play records and faults, numbered, in order, until the controller surely has them.

A delivered row stays another five minutes: a controller that was killed forgets what its broker had taken for it, comes
back with a new boot id, and is sent those rows once more. It knows repeats by their number.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from agent.store import State
from protocol.limits import LIMITS
from protocol.uplink import Fault, LogBatch, PlayRecord

Row = PlayRecord | Fault
MOST_KEPT = 20_000
MOST_IN_A_BATCH = 200
BATCH_BYTES = LIMITS.uplink_bytes // 2
KEEP_DELIVERED_S = 300.0


class Batch(NamedTuple):
    """Rows ``first_seq`` and following."""

    first_seq: int
    rows: tuple[Row, ...]

    @property
    def next_seq(self) -> int:
        """The number after the last row."""
        return self.first_seq + len(self.rows)

    def as_message(self, sid: str) -> bytes:
        """As it goes up."""
        return msgspec.json.encode(LogBatch(sid=sid, first_seq=self.first_seq, rows=self.rows))


class LogBox:
    """The log of one device."""

    def __init__(self, state: State, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._state, self._monotonic_s = state, monotonic_s
        self._next_seq = 0
        self._delivered: list[tuple[float, int]] = []

    def add(self, row: Row) -> None:
        """Keep ``row``; beyond 20,000 the oldest are lost."""
        added = self._state.write("INSERT INTO log (row) VALUES (?)", (msgspec.json.encode(row),))
        if added and added % 100 == 0:
            self._state.write(
                "DELETE FROM log WHERE seq <= (SELECT seq FROM log ORDER BY seq DESC LIMIT 1 OFFSET ?)", (MOST_KEPT,)
            )

    def batch(self) -> Batch | None:
        """The next rows to send; None when all were sent."""
        rows = self._state.db.execute(
            "SELECT seq, row FROM log WHERE seq >= ? ORDER BY seq LIMIT ?", (self._next_seq, MOST_IN_A_BATCH)
        ).fetchall()
        return _batch_of(rows) if rows else None

    def sent(self, batch: Batch) -> None:
        """``batch`` is on its way; the next begins after it."""
        self._next_seq = batch.next_seq

    def delivered(self, batch: Batch) -> None:
        """``batch`` is with the broker."""
        self._delivered.append((self._monotonic_s(), batch.next_seq))

    def tell_again(self) -> None:
        """Begin again with the oldest row that is still here."""
        self._next_seq, self._delivered = 0, []

    def sweep(self) -> None:
        """Remove what was delivered long enough ago."""
        ripe = [seq for at_s, seq in self._delivered if at_s <= self._monotonic_s() - KEEP_DELIVERED_S]
        if ripe:
            self._state.write("DELETE FROM log WHERE seq < ?", (max(ripe),))
            self._delivered = [(at_s, seq) for at_s, seq in self._delivered if seq > max(ripe)]


def _batch_of(rows: list[tuple[int, bytes]]) -> Batch:
    first_seq, taken, size_bytes = rows[0][0], list[Row](), 0
    for seq, row in rows:
        size_bytes += len(row)
        if seq != first_seq + len(taken) or (taken and size_bytes > BATCH_BYTES):
            break
        taken.append(msgspec.json.decode(row, type=Row))
    return Batch(first_seq, tuple(taken))
