"""The small database of what a device must not forget: documents, time floor, what plays, what is still to be told.

SQLite in WAL mode with ``synchronous=FULL``: a committed row survives a power cut, an uncommitted one leaves no trace.
A database that the disk damaged is set aside and begun anew: the controller sends everything again, a dark board
helps nobody.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATE_FILE = "state.sqlite3"
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


class State:
    """An open database. One thread at a time uses it."""

    def __init__(self, db: sqlite3.Connection, *, begun_anew: bool = False) -> None:
        self.db = db
        self.begun_anew = begun_anew
        """The one before was damaged and set aside."""

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside lasts, or none of it."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def fact(self, name: str) -> bytes | None:
        """A remembered value; None when there is none."""
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def remember(self, name: str, value: bytes) -> None:
        """Replace a remembered value, for good."""
        self.db.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Release the file."""
        self.db.close()


def open_state(data: Path) -> State:
    """The database in the folder ``data``, made when it isn't there, replaced when it is damaged."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / STATE_FILE
    try:
        return State(_opened(path))
    except sqlite3.DatabaseError:
        _set_aside(path)
        return State(_continuing_the_log(_opened(path)), begun_anew=True)


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(path)
        db.executescript(SCHEMA)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _continuing_the_log(db: sqlite3.Connection) -> sqlite3.Connection:
    """Number the new log above any number of the lost one: seconds since 1970 outrun one row a second."""
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('log', ?)", (int(time.time()),))
    return db


def _set_aside(path: Path) -> None:
    path.replace(path.with_suffix(".damaged"))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
