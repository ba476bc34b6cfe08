"""The edge where work is committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from controller.db.engine import WRITES
from controller.db.trail import Recorded


@contextmanager
def session_scope(engine: Engine, *, writes: bool = True) -> Iterator[Session]:
    """A session that is committed when the block ends well and rolled back when it raises. Services never commit.

    What was changed is written down in the same transaction (:mod:`controller.db.trail`).

    SQLite has one writer at a time: with ``writes`` it waits its turn before the first read, so it can't find later
    that what it read is out of date. Pages that only read say ``writes=False`` and never wait.
    """
    bound = engine.execution_options(**{WRITES: writes})
    with Recorded(bound, expire_on_commit=False) as session, session.begin():
        yield session


def is_writing(session: Session) -> bool:
    """Whether the session was opened to write."""
    return bool(session.connection().get_execution_options().get(WRITES))
