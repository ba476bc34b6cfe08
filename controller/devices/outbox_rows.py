"""Taking in what a device's outbox sends. Idempotent: a batch that arrives twice is stored once. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlmodel import Session, col, select

from controller.db import Row, insert_into
from controller.devices.models import CommandReceipt, FaultRow, PlayRow
from controller.link.inbox import AckHeard
from protocol.ids import DeviceId
from protocol.stages import Stage, later
from protocol.uplink import Evidence, Fault, LogBatch, PlayRecord

Logged = tuple[DeviceId, LogBatch]


def record_logs(session: Session, batches: Sequence[Logged]) -> None:
    """The rows of ``batches``, each under its number in the device's outbox; what is there already stays."""
    numbered = [
        (device, seq, row) for device, batch in batches for seq, row in enumerate(batch.rows, start=batch.first_seq)
    ]
    _insert_new(session, PlayRow, [_play(d, seq, row) for d, seq, row in numbered if isinstance(row, PlayRecord)])
    _insert_new(session, FaultRow, [_fault(d, seq, row) for d, seq, row in numbered if isinstance(row, Fault)])


def record_command_acks(session: Session, acks: Sequence[AckHeard]) -> None:
    """How far devices are with commands; in any order and any number of times."""
    for one in acks:
        device, ack = one.device, one.ack
        held = session.get(CommandReceipt, (device, ack.id))
        if held is None or later(_stage_of(held), ack.stage) != held.stage:
            row = CommandReceipt(
                device_id=device, command_id=ack.id, stage=ack.stage, reason=ack.reason, at_ms=ack.at_ms
            )
            session.merge(row)
    session.flush()


def _stage_of(receipt: CommandReceipt) -> Stage:
    stage: Stage = msgspec.convert(receipt.stage, Stage)
    return stage


def faults_of(session: Session, device: str, most: int = 50) -> Sequence[FaultRow]:
    """The newest faults of one device, newest first."""
    query = select(FaultRow).where(FaultRow.device_id == device).order_by(col(FaultRow.seq).desc())
    return session.exec(query.limit(most)).all()


def plays_of(session: Session, device: str, most: int = 50) -> Sequence[PlayRow]:
    """What one device played, newest first."""
    query = select(PlayRow).where(PlayRow.device_id == device).order_by(col(PlayRow.seq).desc())
    return session.exec(query.limit(most)).all()


def _insert_new(session: Session, table: type[Row], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert_into(session, table).on_conflict_do_nothing(), rows)


def _play(device: DeviceId, seq: int, row: PlayRecord) -> dict[str, Any]:
    evidence = row.evidence or Evidence()
    return {
        "device_id": device,
        "seq": seq,
        "item_id": row.item_id,
        "output": row.output,
        "began_ms": row.began_ms,
        "lasted_ms": row.lasted_ms,
        "cut_by": row.cut_by,
        "frame_sha256": evidence.frame_sha256,
        "rms_dbfs": evidence.rms_dbfs,
    }


def _fault(device: DeviceId, seq: int, row: Fault) -> dict[str, Any]:
    return {"device_id": device, "seq": seq, "code": row.code, "detail": row.detail, "at_ms": row.at_ms}
