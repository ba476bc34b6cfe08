"""When a browser or a program was last seen, to some minutes."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import is_writing, session_scope
from controller.people.models import ApiToken, LoginSession
from controller.people.sessions import SEEN_EVERY_MS
from protocol.ids import EpochMs


def note_use(engine: Engine, session: Session, means: ApiToken | LoginSession, now_ms: EpochMs) -> None:
    """Writes it down; a request that only reads does so in a transaction of its own."""
    seen_at_ms = means.last_used_at_ms if isinstance(means, ApiToken) else means.seen_at_ms
    if seen_at_ms is not None and now_ms - seen_at_ms < SEEN_EVERY_MS:
        return
    if is_writing(session):
        _note(session, means, now_ms)
        return
    with session_scope(engine) as apart:
        _note(apart, means, now_ms)


def _note(session: Session, means: ApiToken | LoginSession, now_ms: EpochMs) -> None:
    """The row may be gone meanwhile: somebody signed out."""
    held = session.get(type(means), means.token_sha256)
    if isinstance(held, ApiToken):
        held.last_used_at_ms = now_ms
    elif held is not None:
        held.seen_at_ms = now_ms
