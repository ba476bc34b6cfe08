"""The signed documents a device holds, as bytes on disk; they are verified again whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable

from agent.store.state import State
from protocol.intake import Held

_COLUMNS = "kind, aud, epoch, rev, digest, token, received_at_ms, public_key"


def held_documents(state: State) -> list[Held]:
    """All of them, unverified."""
    return [Held(*row) for row in state.db.execute(f"SELECT {_COLUMNS} FROM held")]  # noqa: S608  (own constant)


def keep_document(state: State, held: Held, dropped: Iterable[Held] = ()) -> None:
    """Keep ``held`` in place of what it supersedes, and forget ``dropped``; returns when that is on disk."""
    values = [getattr(held, name) for name in _COLUMNS.split(", ")]
    keep = (f"INSERT OR REPLACE INTO held ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    state.write_all([keep, *(("DELETE FROM held WHERE kind = ? AND aud = ?", (one.kind, one.aud)) for one in dropped)])
