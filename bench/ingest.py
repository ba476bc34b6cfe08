"""Heartbeats of a whole province: decoded, coalesced, written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from shutil import which

import msgspec
from sqlalchemy import Engine

from bench.measuring import Row, Section, medians
from controller.clock import wall_ms
from controller.db import all_tables, engine_of, session_scope
from controller.devices.models import Device
from controller.link.inbox import Inbox
from controller.link.ingest import Ingest
from controller.units.models import Unit
from protocol.ids import DeviceId
from protocol.topics import up
from protocol.uplink import Showing, Status
from tests.servers.postgres import new_database, running_postgres

DEVICES = 5_000
UNIT = "25195-20250701"
COLUMNS = ("device_id", "sid", "online", "seq", "last_seen_ms", "at_ms", "clock", "uptime_s", "profile", "version")
REST = ("seen_rev", "applied_rev", "showing_screen", "showing_sound", "showing_title", "disk_free_bytes", "faults")
ABOUT = (
    f"{DEVICES:,} heartbeats a round. *Decode*: bytes from the broker to typed values in the inbox; floor: msgspec "
    "alone. *Flush*: the inbox into the database, in one transaction; floor: a bare `executemany` upsert of the same "
    "columns by the driver."
)


def measure() -> Section:
    """On SQLite, and on PostgreSQL where its programs are."""
    rows: list[Row] = []
    for name, database in databases():
        with database() as url:
            rows += measured_on(name, engine_of(url))
    return Section("Heartbeats into the database", ABOUT, rows)


def databases() -> Iterator[tuple[str, Callable[[], AbstractContextManager[str]]]]:
    """(name, how to have one) of the databases of this machine."""
    yield "SQLite", sqlite
    if which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        yield "PostgreSQL, fsync off", postgres


@contextmanager
def sqlite() -> Iterator[str]:
    """The URL of an SQLite file that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a database of a PostgreSQL of our own."""
    with running_postgres() as port:
        yield new_database(port)


def measured_on(name: str, engine: Engine) -> list[Row]:
    """Decoding and flushing with this database, beside their floors."""
    furnish(engine)
    inbox, floor = Inbox(), Floor(engine)
    ingest = Ingest(engine, inbox, {}, lambda _changed: None)
    messages = [(up(device, "status"), payload(device)) for device in names()]

    def receive() -> None:
        for topic, message in messages:
            inbox.put(topic, message, False, wall_ms())

    decoder = msgspec.json.Decoder(Status)
    taken = medians(receive, lambda: [decoder.decode(message) for _, message in messages], ingest.flush, floor.upsert)
    engine.dispose()
    rate = [DEVICES / seconds for seconds in taken]
    return [Row(f"{name}: decode", rate[0], "messages/s", rate[1]), Row(f"{name}: flush", rate[2], "rows/s", rate[3])]


def names() -> list[DeviceId]:
    """The devices of the province."""
    return [DeviceId(f"d-{number:05}") for number in range(DEVICES)]


def payload(device: DeviceId) -> bytes:
    """A heartbeat as a board sends it."""
    showing = Showing(screen="bulletin ban-tin 3", sound="bulletin ban-tin", title="Lịch tiêm chủng tháng 12")
    status = Status(sid=f"session-{device}", online=True, seq=1, at_ms=wall_ms(), version="0.1.0", showing=showing)
    return msgspec.json.encode(status)


def furnish(engine: Engine) -> None:
    """Tables, one unit and all devices."""
    all_tables().create_all(engine)
    with session_scope(engine) as session:
        session.add(Unit(id=UNIT, code="25195", name="A", kind="ward", tier="ward", valid_from=date(2025, 7, 1)))
        session.flush()
        session.add_all([device_of(name) for name in names()])


def device_of(name: DeviceId) -> Device:
    """A device as enrolment writes it."""
    return Device(id=name, name="x", unit_id=UNIT, profile="p", kind="board", public_key="k", enrolled_at_ms=0)


class Floor:
    """The same columns into a table of the same shape by the bare driver."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._mark = "?" if engine.dialect.name == "sqlite" else "%s"
        self._columns = (*COLUMNS, *REST)
        self._rows = [self._row(device) for device in names()]
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE bare AS SELECT * FROM device_status")
            connection.exec_driver_sql("CREATE UNIQUE INDEX bare_key ON bare (device_id)")

    def upsert(self) -> None:
        """All rows, one transaction."""
        connection = self._engine.raw_connection()
        cursor = connection.cursor()
        if self._mark == "?":
            cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(self._statement(), self._rows)
        connection.commit()
        connection.close()

    def _row(self, device: DeviceId) -> tuple[object, ...]:
        now_ms = wall_ms()
        first = (device, f"session-{device}", True, 1, now_ms, now_ms, "unknown", 0.0, "p", "0.1.0")
        return (*first, 0, 0, "bulletin ban-tin 3", "bulletin ban-tin", "Lịch tiêm chủng tháng 12", 1, "[]")

    def _statement(self) -> str:
        marks = ", ".join([self._mark] * len(self._columns))
        changes = ", ".join(f"{name} = excluded.{name}" for name in self._columns[1:])
        into = f"INSERT INTO bare ({', '.join(self._columns)}) VALUES ({marks})"
        return f"{into} ON CONFLICT (device_id) DO UPDATE SET {changes}"
