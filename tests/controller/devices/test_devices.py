from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from controller.devices.kinds import kind_of
from controller.devices.models import CommandReceipt, Device
from controller.devices.outbox_rows import faults_of, plays_of, record_command_acks, record_logs
from controller.devices.service import devices_in, find_device, get_device, list_devices
from controller.documents.service import put
from controller.link.inbox import AckHeard
from controller.people.actor import THE_SYSTEM, Actor
from controller.status.service import Heard, note_listening, record_heartbeats
from controller.units.models import Unit
from firmware_profiles import load
from protocol.documents import Desired
from protocol.errors import NotFound
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Ack, Evidence, Fault, LogBatch, PlayRecord, Showing, Status

NOW = EpochMs(1_700_000_000_000)


@pytest.fixture(autouse=True)
def two_communes(session: Session, unit: Unit) -> None:
    other = Unit(id="25216-20250701", code="25216", name="Bù Đăng", kind="Xã", tier="xa", valid_from=date(2025, 7, 1))
    session.add(other)
    session.flush()
    session.add_all([device("d-aaa", unit.id), device("d-bbb", other.id), device("d-ccc", unit.id, retired_at_ms=1)])
    note_listening(session, EpochMs(0))
    session.flush()


def device(device_id: str, unit_id: str, retired_at_ms: int | None = None) -> Device:
    return Device(
        id=device_id,
        name="Bảng tin",
        unit_id=unit_id,
        profile="bulletin-1080p",
        kind="board",
        public_key="k",
        enrolled_at_ms=0,
        retired_at_ms=retired_at_ms,
    )


def test_the_list_says_who_is_where_and_how(session: Session) -> None:
    status = Status(
        sid="session-a", online=True, seen_rev=5, applied_rev=4, faults=("disk",), showing=Showing(title="Kế hoạch")
    )
    record_heartbeats(session, [(DeviceId("d-aaa"), Heard(status, NOW))])
    put(session, "desired", "d-aaa", Desired(unit_name="x", areas=()))
    far, near = list_devices(session, THE_SYSTEM, NOW)
    assert (far.id, far.unit, far.state, far.last_seen, far.wanted_rev) == ("d-bbb", "Bù Đăng", "never", None, 0)
    assert (near.id, near.state, near.seen_rev, near.applied_rev, near.wanted_rev) == ("d-aaa", "online", 5, 4, 1)
    assert (near.showing.title, near.faults) == ("Kế hoạch", ("disk",))
    assert near.last_seen == datetime.fromtimestamp(NOW / 1000, UTC)
    assert near.model_dump(mode="json")["last_seen"] == "2023-11-14T22:13:20Z"


def test_one_sees_only_the_devices_of_ones_units(session: Session, unit: Unit) -> None:
    actor = Actor(user_id=1, role="editor", unit_id=unit.id)
    assert [row.id for row in list_devices(session, actor, NOW)] == ["d-aaa"]
    assert get_device(session, actor, "d-aaa", NOW).unit == unit.name
    with pytest.raises(NotFound):
        get_device(session, actor, "d-bbb", NOW)


def test_a_retired_device_is_gone_for_everyone(session: Session, unit: Unit) -> None:
    assert find_device(session, "d-ccc") is None
    assert find_device(session, "d-aaa") is not None
    assert [row.id for row in devices_in(session, frozenset({unit.id}))] == ["d-aaa"]
    with pytest.raises(NotFound):
        get_device(session, THE_SYSTEM, "d-ccc", NOW)


def test_the_list_costs_the_same_number_of_queries_for_any_number_of_devices(
    session: Session, engine: Engine, unit: Unit
) -> None:
    def queries() -> int:
        asked: list[object] = []
        event.listen(engine, "before_cursor_execute", lambda *_: asked.append(1))
        session.expire_all()
        list_devices(session, THE_SYSTEM, NOW)
        return len(asked)

    few = queries()
    session.add_all([device(f"d-{number:04}", unit.id) for number in range(50)])
    session.flush()
    assert queries() == few


def test_a_batch_from_an_outbox_is_stored_once_however_often_it_comes(session: Session) -> None:
    played = PlayRecord(item_id="clip", output="sound", began_ms=NOW, lasted_ms=5, evidence=Evidence(rms_dbfs=-20.5))
    broken = Fault(code="media", detail="cut", at_ms=NOW)
    first = LogBatch(sid="session-a", first_seq=1, rows=(played, broken))
    overlapping = LogBatch(sid="session-b", first_seq=2, rows=(broken, played))
    for batch in (first, overlapping, first):
        record_logs(session, [(DeviceId("d-aaa"), batch)])
    assert [row.seq for row in plays_of(session, "d-aaa")] == [3, 1]
    assert [(row.seq, row.code) for row in faults_of(session, "d-aaa")] == [(2, "media")]
    assert plays_of(session, "d-aaa")[0].rms_dbfs == -20.5
    assert plays_of(session, "d-bbb") == []


def test_acks_of_a_command_only_move_forward(session: Session) -> None:
    def ack(stage: str) -> AckHeard:
        fields = {"sid": "s", "subject": "command", "id": "c-1", "stage": stage, "at_ms": NOW, "clock": "trusted"}
        return AckHeard(DeviceId("d-aaa"), msgspec.convert(fields, Ack), NOW)

    record_command_acks(session, [ack("finished"), ack("received"), ack("finished")])
    assert session.get_one(CommandReceipt, ("d-aaa", "c-1")).stage == "finished"


def test_the_kind_follows_from_the_hardware() -> None:
    kinds = [kind_of(load(name)) for name in ("led-p5-640x384", "bulletin-1080p", "speaker-cluster")]
    assert kinds == ["screen", "board", "speaker"]
