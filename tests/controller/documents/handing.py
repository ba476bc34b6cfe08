"""Handing over in one step, for tests that look at a session's own transaction."""

from __future__ import annotations

from sqlmodel import Session

from controller.documents.outbox import Send, give, note_handed, unhanded
from protocol.ids import EpochMs


def hand_over(session: Session, send: Send, now_ms: EpochMs) -> int:
    """Gives the broker what it was not given yet, until one is not taken."""
    return note_handed(session, give(unhanded(session), send, now_ms))
