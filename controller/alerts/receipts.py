"""Who rendered an alert, with which evidence. Acks may be lost, doubled or reordered; rows only ever rise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from controller.alerts.models import AlertRow, Receipt
from controller.db import insert_into
from controller.db.upsert import Upsert
from controller.devices.models import Device
from controller.link.inbox import AckHeard
from protocol.ids import DeviceId
from protocol.stages import HEARD, ORDER
from protocol.uplink import Ack, Evidence

EVIDENCE = ("frame_sha256", "rms_dbfs", "played_ms")
OF_THE_STAGE = ("stage", "rank", "reason", "clock", "stage_at_ms", "heard_from_at_ms")


def record_acks(session: Session, acks: Sequence[AckHeard]) -> int:
    """Writes what devices say about alerts in one statement; answers how many rows it concerned.

    Acks of unknown alerts or devices are dropped: nobody asked them. A device that came into the area after the alert
    was sent is written down, but not counted in the denominator.
    """
    rows = _known(session, [_columns(one) for one in merged(acks)])
    if rows:
        session.connection().execute(_upsert(session), rows)
        session.expire_all()
    return len(rows)


def merged(acks: Iterable[AckHeard]) -> list[AckHeard]:
    """One ack an alert and device: the one that says most, with the evidence of all. In any order the same."""
    held: dict[tuple[str, DeviceId], AckHeard] = {}
    for one in acks:
        key = (one.ack.id, one.device)
        held[key] = _stronger(held[key], one) if key in held else one
    return list(held.values())


def _stronger(one: AckHeard, other: AckHeard) -> AckHeard:
    weak, strong = sorted((one, other), key=_weight)
    ack = strong.ack
    return AckHeard(strong.device, _with_evidence(ack, _joined(weak.ack.evidence, ack.evidence)), strong.at_ms)


def _weight(one: AckHeard) -> tuple[int, int]:
    """By stage; of equal ones the earlier is the stronger, since that is when it happened."""
    return ORDER.index(one.ack.stage), -one.at_ms


def _columns(one: AckHeard) -> dict[str, Any]:
    ack, evidence = one.ack, one.ack.evidence or Evidence()
    return {
        "alert_id": ack.id,
        "device_id": one.device,
        "expected": False,
        "stage": ack.stage,
        "rank": ORDER.index(ack.stage) + 1,
        "reason": ack.reason,
        "clock": ack.clock,
        "stage_at_ms": ack.at_ms,
        "heard_from_at_ms": one.at_ms,
        "rendered_at_ms": one.at_ms if ack.stage in HEARD else None,
        "frame_sha256": evidence.frame_sha256,
        "rms_dbfs": evidence.rms_dbfs,
        "played_ms": evidence.played_ms,
    }


def _with_evidence(ack: Ack, evidence: Evidence) -> Ack:
    return msgspec.structs.replace(ack, evidence=evidence)


def _joined(weak: Evidence | None, strong: Evidence | None) -> Evidence:
    """What either says; where both say something, the stronger."""
    low, high = weak or Evidence(), strong or Evidence()
    parts = {name: _either(getattr(high, name), getattr(low, name)) for name in EVIDENCE}
    return Evidence(**parts)


def _either(first: Any, second: Any) -> Any:
    return second if first is None else first


def _known(session: Session, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows whose alert was sent and whose device exists."""
    sent = select(AlertRow.id).where(col(AlertRow.id).in_({row["alert_id"] for row in rows}))
    alerts = set(session.exec(sent.where(col(AlertRow.state) != "draft")).all())
    enrolled = select(Device.id).where(col(Device.id).in_({row["device_id"] for row in rows}))
    devices = set(session.exec(enrolled).all())
    return [row for row in rows if row["alert_id"] in alerts and row["device_id"] in devices]


def _upsert(session: Session) -> Upsert:
    insert = insert_into(session, Receipt)
    new, held = insert.excluded, Receipt.__table__.c  # type: ignore[attr-defined]
    rises = new.rank > held.rank
    as_strong = new.rank >= held.rank
    changed: dict[str, ColumnElement[Any]] = {name: case((rises, new[name]), else_=held[name]) for name in OF_THE_STAGE}
    for name in EVIDENCE:
        by_new, by_held = func.coalesce(new[name], held[name]), func.coalesce(held[name], new[name])
        changed[name] = case((as_strong, by_new), else_=by_held)
    changed["rendered_at_ms"] = func.coalesce(held.rendered_at_ms, new.rendered_at_ms)
    return insert.on_conflict_do_update(index_elements=["alert_id", "device_id"], set_=changed)
