"""Publishing and warning with everything that is written in a database's own dialect, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select

from controller.alerts import service
from controller.alerts.counts import counted, reached_by
from controller.alerts.jobs import tend, write_draft
from controller.alerts.models import Receipt
from controller.alerts.receipts import record_acks
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from controller.link.inbox import AckHeard
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from media.speech.espeak import Espeak
from protocol.ids import DeviceId, EpochMs
from protocol.stages import Stage
from protocol.uplink import Ack, Evidence
from tests.controller.alerts.flood import FLOOD
from tests.controller.places import NORTH, person, settle, stand

PACE = Pace(heartbeat_s=60.0, snapshot_s=30.0, time_zone="Asia/Ho_Chi_Minh")


def heard(alert_id: str, stage: Stage, at_ms: int, evidence: Evidence | None = None) -> AckHeard:
    moment = EpochMs(wall_ms() + at_ms)
    ack = Ack(sid="session-1", subject="alert", id=alert_id, stage=stage, at_ms=moment, clock="held", evidence=evidence)
    return AckHeard(DeviceId("led"), ack, moment)


def test_a_notice_and_a_warning_take_their_way(any_engine: Engine, tmp_path: Path) -> None:
    workshop = Workshop(any_engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))
    with session_scope(any_engine) as session:
        settle(session)
        stand(session, "led", NORTH, "led-p5-640x384")
    notice = tmp_path / "tin.txt"
    notice.write_text("Cắt điện\n\nSáng mai, từ 8 giờ.", "utf-8")
    for _ in range(2):
        options = Options(first_date=date(2026, 1, 1))
        publish_files(workshop, person("approver"), [Upload(notice, notice.name)], NORTH, options)
    assert [republish(workshop, PACE), republish(workshop, PACE)] == [1, 0]
    alert_id = write_draft(workshop, person("operator"), FLOOD).id
    with session_scope(any_engine) as session:
        service.confirm(session, person("operator"), alert_id, wall_ms())
    for stage, evidence in (("rendered", Evidence(frame_sha256="f" * 64)), ("received", None), ("finished", None)):
        with session_scope(any_engine) as session:
            assert record_acks(session, [heard(alert_id, stage, 0, evidence)] * 2) == 1  # type: ignore[arg-type]
    with session_scope(any_engine, writes=False) as session:
        counts = counted(reached_by(session, alert_id, wall_ms()))
        receipt = session.exec(select(Receipt)).one()
    assert (counts.rendered, counts.of, counts.by_stage) == (1, 1, {"finished": 1})
    assert (receipt.stage, receipt.frame_sha256, receipt.expected) == ("finished", "f" * 64, True)
    assert tend(workshop) == 0
