from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from sqlalchemy import Engine, event, text
from sqlmodel import Session, select

from controller.db import engine_of, session_scope
from controller.devices.models import Device, FaultRow
from controller.devices.outbox_rows import plays_of
from controller.link.inbox import AckHeard, Inbox
from controller.link.ingest import Ingest
from controller.settings import Settings
from controller.status.models import DeviceStatus
from controller.units.models import Unit
from protocol.ids import DeviceId, EpochMs
from protocol.topics import Up, up
from protocol.uplink import Ack, Fault, LogBatch, PlayRecord, Report, Status
from tests.controller.databases import fill_with_tables

NOW = EpochMs(1_700_000_000_000)
DEVICES = [DeviceId(f"d-{number:04}") for number in range(20)]


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """The same tests on both databases: this is where they differ."""
    with session_scope(any_engine) as session:
        session.add(
            Unit(id="25195-20250701", code="25195", name="A", kind="Xã", tier="xa", valid_from=date(2025, 7, 1))
        )
        session.flush()
        session.add_all([enrolled(device) for device in DEVICES])
    return any_engine


def enrolled(device: DeviceId) -> Device:
    return Device(
        id=device, name="x", unit_id="25195-20250701", profile="p", kind="board", public_key="k", enrolled_at_ms=0
    )


class Station:
    """An ingest with everything around it written down."""

    def __init__(self, engine: Engine) -> None:
        self.inbox = Inbox()
        self.acks: list[AckHeard] = []
        self.told: list[str] = []
        self.ingest = Ingest(engine, self.inbox, {"alert": self.take_acks}, self.told.append)

    def take_acks(self, _session: Session, acks: Sequence[AckHeard]) -> None:
        self.acks.extend(acks)

    def hear(self, device: str, leaf: Up, said: msgspec.Struct) -> None:
        self.inbox.put(up(DeviceId(device), leaf), msgspec.json.encode(said), False, NOW)


@pytest.fixture
def station(engine: Engine) -> Station:
    return Station(engine)


def statuses(engine: Engine) -> dict[str, DeviceStatus]:
    with session_scope(engine, writes=False) as session:
        return {row.device_id: row for row in session.exec(select(DeviceStatus)).all()}


def test_a_flush_is_a_few_statements_for_any_number_of_devices(engine: Engine, station: Station) -> None:
    for device in DEVICES:
        station.hear(device, "status", Status(sid="session-a", online=True))
        station.hear(device, "report", Report(sid="session-a", at_ms=NOW, pending="fetching"))
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    assert station.ingest.flush() == len(DEVICES)
    assert len([one for one in statements if one.startswith("INSERT")]) == 2
    assert {row.pending for row in statuses(engine).values()} == {"fetching"}
    assert len(statuses(engine)) == len(DEVICES)
    assert station.told == ["devices"]
    assert station.ingest.flush() == 0


def test_who_is_not_enrolled_is_dropped_and_counted(engine: Engine, station: Station) -> None:
    station.hear("d-stranger", "status", Status(sid="session-a", online=True))
    station.hear(DEVICES[0], "status", Status(sid="session-a", online=True))
    assert station.ingest.flush() == 1
    assert list(statuses(engine)) == [DEVICES[0]]
    station.inbox.put("rao/v1/ctl/state", b"", False, NOW)
    assert station.ingest.tell_dropped() == {"unknown device": 1, "topic": 1}
    assert station.ingest.tell_dropped() == {}


def test_acks_go_to_their_domain_and_others_nowhere(station: Station) -> None:
    for subject in ("alert", "desired"):
        fields = {"sid": "s", "subject": subject, "id": "a-1", "stage": "rendered", "at_ms": NOW, "clock": "trusted"}
        station.hear(DEVICES[0], "ack", msgspec.convert(fields, Ack))
    station.ingest.flush()
    assert [(one.device, one.ack.subject, one.at_ms) for one in station.acks] == [(DEVICES[0], "alert", NOW)]
    assert station.told == ["alerts"]


@pytest.mark.parametrize("poison", ["a\x00b", 2**63])
def test_what_a_database_does_not_take_keeps_out_nobody_else(
    engine: Engine, station: Station, poison: str | int
) -> None:
    version, seq = (poison, 0) if isinstance(poison, str) else ("1", poison)
    station.hear(DEVICES[0], "status", Status(sid="session-a", online=True, version=version, seq=seq))
    for device in DEVICES[1:]:
        station.hear(device, "status", Status(sid="session-a", online=True))
    station.ingest.flush()
    assert set(DEVICES[1:]) <= set(statuses(engine))


def test_rows_of_an_outbox_arrive_once(engine: Engine, station: Station) -> None:
    played = PlayRecord(item_id="clip", output="screen", began_ms=NOW, lasted_ms=1)
    for first_seq in (1, 1, 2):
        rows = (played, Fault(code="media", detail="cut", at_ms=NOW))
        station.hear(DEVICES[0], "log", LogBatch(sid="session-a", first_seq=first_seq, rows=rows))
        station.ingest.flush()
    with session_scope(engine, writes=False) as session:
        assert [row.seq for row in plays_of(session, DEVICES[0])] == [2, 1]
        assert [row.seq for row in session.exec(select(FaultRow).order_by("seq")).all()] == [2, 3]


def test_while_the_database_is_locked_nothing_is_lost(settings: Settings) -> None:
    fill_with_tables(settings.database)
    engine = engine_of(settings.database)
    with session_scope(engine) as session:
        session.add(
            Unit(id="25195-20250701", code="25195", name="A", kind="Xã", tier="xa", valid_from=date(2025, 7, 1))
        )
        session.flush()
        session.add(enrolled(DEVICES[0]))
    impatient = engine_of(settings.database)
    event.listen(impatient, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=20"))
    station = Station(impatient)
    station.hear(DEVICES[0], "status", Status(sid="session-a", online=True))
    with session_scope(engine) as other:
        other.execute(text("SELECT 1"))
        assert station.ingest.flush() == 0
    assert station.ingest.flush() == 1
    assert list(statuses(engine)) == [DEVICES[0]]
    engine.dispose()
    impatient.dispose()
