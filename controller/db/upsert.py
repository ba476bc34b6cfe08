"""Statements that pass the ORM by: INSERT ... ON CONFLICT, which SQLite and PostgreSQL both have and SQLAlchemy spells
once for each, and one statement for many rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from controller.db.row import Row

Upsert = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, table: type[Row]) -> Upsert:
    """An INSERT of the session's own dialect, with ``on_conflict_do_update`` and ``on_conflict_do_nothing``."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def run_many(session: Session, statement: Executable, rows: Sequence[Mapping[str, object]]) -> int:
    """Runs the statement once for each of ``rows`` (its parameters), in one go; answers how many rows it wrote.

    Objects that the session holds do not learn of it.
    """
    session.flush()
    if not rows:
        return 0
    counting = {"preserve_rowcount": True}
    return session.connection().execute(statement, rows, execution_options=counting).rowcount
