"""Acknowledgements as state: one row a subject, the furthest stage it reached, sent until delivered.

At least once: a row is sent again after a lost connection, and all recent ones when the controller came back without
its memory (a new boot id). :func:`protocol.stages.later` makes repeats harmless.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from agent.store import State
from protocol.ids import EpochMs
from protocol.stages import later
from protocol.uplink import Ack, Evidence

Subject = Literal["alert", "command", "desired"]


class Unsent(NamedTuple):
    """An acknowledgement to send; ``version`` tells a newer one of the same subject from it."""

    subject: str
    id: str
    version: int
    ack: Ack


class AckBox:
    """The acknowledgements of one device."""

    def __init__(self, state: State) -> None:
        self._state = state

    def note(self, ack: Ack, *, again: bool = False) -> None:
        """Keep what ``ack`` adds; something new, or ``again``, makes it due for sending."""
        before = self.find(ack.subject, ack.id)
        after = merged(before, ack)
        if after != before or again:
            self._put(after)

    def find(self, subject: str, subject_id: str) -> Ack | None:
        """How far this subject is; None when it was never heard of."""
        row = self._state.db.execute(
            "SELECT body FROM acks WHERE subject = ? AND id = ?", (subject, subject_id)
        ).fetchone()
        return msgspec.json.decode(row[0], type=Ack) if row else None

    def unsent(self) -> list[Unsent]:
        """All that is due, oldest first."""
        rows = self._state.db.execute(
            "SELECT subject, id, version, body FROM acks WHERE sent_version < version ORDER BY changed_ms"
        )
        return [
            Unsent(subject, name, version, msgspec.json.decode(body, type=Ack)) for subject, name, version, body in rows
        ]

    def delivered(self, sent: Unsent) -> None:
        """This version is with the broker."""
        self._state.write(
            "UPDATE acks SET sent_version = max(sent_version, ?) WHERE subject = ? AND id = ?",
            (sent.version, sent.subject, sent.id),
        )

    def tell_again(self, since_ms: EpochMs) -> None:
        """Make everything that changed after ``since_ms`` due again."""
        self._state.write("UPDATE acks SET sent_version = 0 WHERE changed_ms > ?", (since_ms,))

    def forget(self, before_ms: EpochMs) -> None:
        """Remove what is older; who asks for so old a thing again is refused by its revision."""
        self._state.write("DELETE FROM acks WHERE changed_ms < ?", (before_ms,))

    def _put(self, ack: Ack) -> None:
        self._state.write(
            "INSERT INTO acks (subject, id, body, changed_ms) VALUES (?, ?, ?, ?) ON CONFLICT (subject, id) DO UPDATE "
            "SET body = excluded.body, changed_ms = excluded.changed_ms, version = version + 1",
            (ack.subject, ack.id, msgspec.json.encode(ack), ack.at_ms),
        )


def merged(before: Ack | None, ack: Ack) -> Ack:
    """The further of two stages with the evidence of both; what was proved first stays."""
    if before is None:
        return ack
    further = ack if later(before.stage, ack.stage) != before.stage else before
    return msgspec.structs.replace(further, evidence=_both(before.evidence, ack.evidence))


def _both(first: Evidence | None, second: Evidence | None) -> Evidence | None:
    if first is None or second is None:
        return first or second
    proved = {name: value for name, value in msgspec.structs.asdict(first).items() if value is not None}
    return msgspec.structs.replace(second, **proved)
