"""The tables of the state, and a copy of them in memory for when the disk refuses."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

log = logging.getLogger(__name__)

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    kind TEXT, aud TEXT, epoch INTEGER, rev INTEGER, digest TEXT, token BLOB, received_at_ms INTEGER,
    public_key TEXT, PRIMARY KEY (kind, aud)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS acks (
    subject TEXT, id TEXT, body BLOB NOT NULL, changed_ms INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
    sent_version INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (subject, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, row BLOB NOT NULL);
"""


def in_memory(source: sqlite3.Connection | None) -> sqlite3.Connection:
    """A copy of all that can be read of ``source``; empty tables when nothing can."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        if source is not None:
            source.backup(memory)
        memory.executescript(SCHEMA)
    except sqlite3.DatabaseError as error:
        log.warning("the state can't be read: %s", error)
        memory.close()
        return in_memory(None)
    return continuing_the_log(memory)


def read_into_memory(path: Path) -> sqlite3.Connection:
    """A copy of the database in ``path``, read from a copy of its files: SQLite would want to write beside them."""
    try:
        with TemporaryDirectory() as folder, closing(sqlite3.connect(_files_copied(path, Path(folder)))) as copy:
            return in_memory(copy)
    except OSError as error:
        log.warning("the state can't be copied: %s", error)
        return in_memory(None)


def continuing_the_log(db: sqlite3.Connection) -> sqlite3.Connection:
    """Number the log above any number that may be lost: seconds since 1970 outrun one row a second."""
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'log' AND seq < ?", (int(time.time()),))
    db.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'log', ? "
        "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'log')",
        (int(time.time()),),
    )
    return db


def _files_copied(path: Path, folder: Path) -> Path:
    for name in (path.name, f"{path.name}-wal"):
        if path.with_name(name).exists():
            shutil.copyfile(path.with_name(name), folder / name)
    return folder / path.name
