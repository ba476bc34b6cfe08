from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from controller.alerts import service
from controller.alerts.counts import Counts, counted, reached_by
from controller.alerts.models import Receipt
from controller.alerts.receipts import merged, record_acks
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.link.inbox import AckHeard
from controller.status.service import Heard, note_listening, record_heartbeats, record_wills
from protocol.ids import DeviceId, EpochMs
from protocol.stages import HEARD, ORDER, Stage, later
from protocol.uplink import Ack, Evidence, Status
from tests.controller.alerts.flood import FLOOD, flood
from tests.controller.places import CITY, NORTH, person, stand

NOW = EpochMs(1_795_000_000_000)
OFFICER = person("operator")
SHOWN = Evidence(frame_sha256="f" * 64)


def ack(
    stage: Stage, *, alert: str = "a-1", device: str = "led", at: int = 0, evidence: Evidence | None = None
) -> AckHeard:
    moment = EpochMs(NOW + at)
    said = Ack(
        sid="session-1", subject="alert", id=alert, stage=stage, at_ms=moment, clock="trusted", evidence=evidence
    )
    return AckHeard(DeviceId(device), said, moment)


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with session_scope(workshop.engine) as session:
        yield session


@pytest.fixture
def alert_id(session: Session) -> str:
    row = service.write(session, OFFICER, flood(unit_ids=(CITY,)), NOW)
    return service.confirm(session, OFFICER, row.id, NOW).id


def counts(session: Session, alert_id: str, now_ms: int = NOW) -> Counts:
    return counted(reached_by(session, alert_id, EpochMs(now_ms)))


def beat(session: Session, *devices: str) -> None:
    heard = Heard(Status(sid="session-1", online=True), NOW)
    record_heartbeats(session, [(DeviceId(device), heard) for device in devices])
    note_listening(session, EpochMs(0))


stages = st.sampled_from(ORDER)


@given(said=st.lists(st.tuples(stages, st.sampled_from(["led", "loa"])), min_size=1, max_size=12), data=st.data())
def test_any_order_and_repetition_of_acks_is_merged_to_the_same(
    said: list[tuple[Stage, str]], data: st.DataObject
) -> None:
    acks = [ack(stage, device=device, at=number) for number, (stage, device) in enumerate(said)]
    shuffled = data.draw(st.permutations(acks + acks[:3]))
    once = {one.device: (one.ack.stage, one.at_ms) for one in merged(acks)}
    assert {one.device: (one.ack.stage, one.at_ms) for one in merged(shuffled)} == once


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(batches=st.lists(st.lists(stages, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_row_only_rises_however_acks_are_batched(session: Session, batches: list[list[Stage]]) -> None:
    row = service.write(session, OFFICER, FLOOD, NOW)
    service.confirm(session, OFFICER, row.id, NOW)
    wanted: Stage | None = None
    for batch in batches:
        record_acks(session, [ack(stage, alert=row.id, at=number) for number, stage in enumerate(batch)])
        for stage in batch:
            wanted = later(wanted, stage)
    receipt = session.get_one(Receipt, (row.id, "led"))
    assert receipt.stage == wanted
    assert receipt.expected
    assert (receipt.rendered_at_ms is not None) == (wanted in HEARD)
    service.lift(session, OFFICER, row.id, NOW)


def test_evidence_stays_and_comes_together(session: Session, alert_id: str) -> None:
    record_acks(session, [ack("rendered", alert=alert_id, evidence=SHOWN, at=5)])
    record_acks(session, [ack("finished", alert=alert_id, evidence=Evidence(rms_dbfs=-18.5, played_ms=4_000), at=9)])
    record_acks(session, [ack("rendering", alert=alert_id, evidence=Evidence(rms_dbfs=-60.0), at=2)])
    receipt = session.get_one(Receipt, (alert_id, "led"))
    assert (receipt.frame_sha256, receipt.rms_dbfs, receipt.played_ms) == ("f" * 64, -18.5, 4_000)
    assert (receipt.stage, receipt.rendered_at_ms, receipt.stage_at_ms) == ("finished", NOW + 5, NOW + 9)


def test_evidence_of_one_batch_comes_together(session: Session, alert_id: str) -> None:
    acks = [ack("rendered", alert=alert_id, evidence=SHOWN), ack("rendering", alert=alert_id, at=1)]
    acks.append(ack("finished", alert=alert_id, evidence=Evidence(rms_dbfs=-20.0), at=2))
    assert record_acks(session, acks) == 1
    receipt = session.get_one(Receipt, (alert_id, "led"))
    assert (receipt.frame_sha256, receipt.rms_dbfs) == ("f" * 64, -20.0)


def test_acks_nobody_asked_for_are_dropped(session: Session, alert_id: str) -> None:
    draft = service.write(session, OFFICER, FLOOD, NOW)
    strangers = [
        ack("rendered", alert="a-none"),
        ack("rendered", alert=alert_id, device="none"),
        ack("rendered", alert=draft.id),
    ]
    assert record_acks(session, strangers) == 0
    assert record_acks(session, []) == 0
    assert counts(session, alert_id).rendered == 0


def test_the_counts_add_up_to_the_denominator(session: Session, alert_id: str) -> None:
    beat(session, "led", "loa")
    assert counts(session, alert_id) == Counts(of=3, offline=1, not_yet=2)
    record_acks(session, [ack("received", alert=alert_id), ack("rendered", alert=alert_id, device="loa")])
    now = counts(session, alert_id)
    assert now == Counts(of=3, rendered=1, offline=1, not_yet=1, by_stage={"received": 1, "rendered": 1})
    assert not now.all_rendered


def test_what_refused_is_told_apart(session: Session, alert_id: str) -> None:
    beat(session, "led", "loa", "board")
    record_acks(session, [ack("rejected", alert=alert_id), ack("expired", alert=alert_id, device="loa")])
    assert counts(session, alert_id) == Counts(of=3, refused=2, not_yet=1, by_stage={"expired": 1, "rejected": 1})


def test_what_was_heard_stays_heard_when_the_device_goes_offline(session: Session, alert_id: str) -> None:
    beat(session, "led", "loa", "board")
    record_acks(session, [ack("finished", alert=alert_id, device=one) for one in ("led", "loa", "board")])
    record_wills(session, [(DeviceId("led"), "session-1")])
    assert counts(session, alert_id).all_rendered


def test_who_came_later_is_seen_but_not_counted(session: Session, alert_id: str) -> None:
    stand(session, "later", NORTH, "led-p5-640x384")
    record_acks(session, [ack("rendered", alert=alert_id, device="later")])
    reached = reached_by(session, alert_id, NOW)
    assert [(one.device.id, one.outcome) for one in reached if not one.receipt.expected] == [("later", "rendered")]
    assert counted(reached).of == 3
