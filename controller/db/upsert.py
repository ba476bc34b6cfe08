"""INSERT ... ON CONFLICT, which SQLite and PostgreSQL both have and SQLAlchemy spells once for each."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from controller.db.row import Row

Upsert = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, table: type[Row]) -> Upsert:
    """An INSERT of the session's own dialect, with ``on_conflict_do_update`` and ``on_conflict_do_nothing``."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
