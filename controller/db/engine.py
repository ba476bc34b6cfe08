"""An SQLAlchemy engine with what SQLite needs to serve one process with several threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url
from sqlmodel import create_engine

WRITES = "rao_writes"
"""The execution option that tells SQLite that a transaction will write."""
BUSY_TIMEOUT_MS = 10_000
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)
"""FULL: what was committed survives a power cut. Else a revision that a board heard could be given to another body."""


def engine_of(database: str) -> Engine:
    """An engine for ``database`` (``Settings.database``). The folder of an SQLite file is made when missing."""
    url = make_url(database)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database:
        _make_private(Path(url.database))
    engine = create_engine(url)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(file: Path) -> None:
    """The file with the hashes of passwords is its owner's alone; SQLite gives its WAL the same mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)


@contextmanager
def opened(database: str) -> Iterator[Engine]:
    """The engine of a command: every connection is closed when the command is done."""
    engine = engine_of(database)
    try:
        yield engine
    finally:
        engine.dispose()


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    """The driver must not open transactions by itself: it would do so after the first read (see _begin)."""
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
