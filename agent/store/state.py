"""The small database of what a device must not forget: documents, time floor, what plays, what is still to be told.

SQLite in WAL mode with ``synchronous=FULL``: a committed row survives a power cut, an uncommitted one leaves no trace.
A database that the disk damaged is set aside and begun anew: the controller sends everything again, a dark board
helps nobody.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from agent.store.schema import SCHEMA, continuing_the_log, in_memory, read_into_memory

log = logging.getLogger(__name__)

STATE_FILE = "state.sqlite3"
RETRY_DISK_S = 60.0
Write = tuple[str, Sequence[object]]
"""A statement and its values."""


class State:
    """An open database. One thread at a time uses it.

    When the disk takes no more (full, read-only, failing) it goes on in memory and tries the disk again each minute:
    a board that can't remember still shows and warns, one that ends at every write is black.
    """

    def __init__(
        self, db: sqlite3.Connection, path: Path, *, begun_anew: bool = False, why_in_memory: str = ""
    ) -> None:
        self.db = db
        self._path = path
        self.begun_anew = begun_anew
        """The one before was damaged and set aside."""
        self.why_in_memory = why_in_memory
        """What the disk said; empty while what is written lasts."""
        self.on_trouble: Callable[[str], None] = log.warning
        """Called with what the disk says, each time it was tried and failed."""
        self._try_disk_at_s = time.monotonic() + RETRY_DISK_S

    def write(self, sql: str, values: Sequence[object] = ()) -> int | None:
        """Carry out one statement, for good; answers the id of the row it added."""
        return self.write_all([(sql, values)])

    def write_all(self, writes: Sequence[Write]) -> int | None:
        """All of ``writes`` last, or none of them; answers the id of the row added last."""
        if self.why_in_memory and time.monotonic() >= self._try_disk_at_s:
            self._return_to_disk()
        try:
            return _written(self.db, writes)
        except sqlite3.OperationalError as error:
            if self.why_in_memory:
                raise
            self._leave_disk(str(error))
            return _written(self.db, writes)

    def fact(self, name: str) -> bytes | None:
        """A remembered value; None when there is none."""
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def remember(self, name: str, value: bytes) -> None:
        """Replace a remembered value, for good."""
        self.write("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Release the file."""
        if self.why_in_memory:
            self._return_to_disk()
        self.db.close()

    def _leave_disk(self, why: str) -> None:
        disk, self.db = self.db, in_memory(self.db)
        disk.close()
        self._trouble(why)

    def _return_to_disk(self) -> None:
        try:
            disk = _opened(self._path)
        except sqlite3.DatabaseError as error:
            self._trouble(str(error))
            return
        try:
            self.db.backup(disk)
        except sqlite3.OperationalError as error:
            disk.close()
            self._trouble(str(error))
            return
        self.db.close()
        self.db, self.why_in_memory = disk, ""

    def _trouble(self, why: str) -> None:
        self.why_in_memory = why
        self._try_disk_at_s = time.monotonic() + RETRY_DISK_S
        self.on_trouble(why)


def _written(db: sqlite3.Connection, writes: Sequence[Write]) -> int | None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for sql, values in writes:
            added = db.execute(sql, values).lastrowid
        db.execute("COMMIT")
        return added
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def open_state(data: Path) -> State:
    """The database in the folder ``data``, made when it isn't there, replaced when it is damaged.

    When the disk refuses, that isn't damage: what can be read of it is taken into memory.
    """
    data.mkdir(parents=True, exist_ok=True)
    path = data / STATE_FILE
    try:
        return State(_opened(path), path)
    except sqlite3.OperationalError as error:
        return State(read_into_memory(path), path, why_in_memory=str(error))
    except sqlite3.DatabaseError:
        _set_aside(path)
        return State(continuing_the_log(_opened(path)), path, begun_anew=True)


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


def _set_aside(path: Path) -> None:
    path.replace(path.with_suffix(".damaged"))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
