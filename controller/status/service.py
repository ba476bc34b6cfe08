"""Writing down what devices reported, many at a time. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, or_, update

from controller.db import insert_into
from controller.status.models import DeviceStatus, Listening
from protocol.ids import DeviceId, EpochMs
from protocol.uplink import Report, Status


@dataclass(frozen=True, slots=True)
class Heard:
    """A heartbeat and when the controller received it."""

    status: Status
    at_ms: EpochMs


def record_heartbeats(session: Session, heard: Sequence[tuple[DeviceId, Heard]]) -> None:
    """Heartbeats in one statement. One that arrives late within its session is ignored."""
    if not heard:
        return
    rows = [_columns_of(device, one) for device, one in heard]
    insert = insert_into(session, DeviceStatus)
    new, held = insert.excluded, DeviceStatus.__table__.c  # type: ignore[attr-defined]
    statement = insert.on_conflict_do_update(
        index_elements=["device_id"],
        set_={name: new[name] for name in rows[0] if name != "device_id"},
        where=or_(new.sid != held.sid, new.seq >= held.seq),
    )
    session.connection().execute(statement, rows)


def record_wills(session: Session, wills: Sequence[tuple[DeviceId, str]]) -> None:
    """(device, sid) that ended. A will of a session that is not the current one changes nothing."""
    if not wills:
        return
    ended = and_(col(DeviceStatus.device_id) == bindparam("device"), col(DeviceStatus.sid) == bindparam("session"))
    statement = update(DeviceStatus.__table__).where(ended).values(online=False)  # type: ignore[attr-defined]
    session.connection().execute(statement, [{"device": device, "session": sid} for device, sid in wills])


def record_reports(session: Session, reports: Sequence[tuple[DeviceId, Report]]) -> None:
    """Reports in one statement."""
    if not reports:
        return
    rows = [_columns_of_report(device, report) for device, report in reports]
    insert = insert_into(session, DeviceStatus)
    changed = ("seen_rev", "applied_rev", "manifest_sha256", "pending", "fetched_bytes", "wanted_bytes")
    statement = insert.on_conflict_do_update(
        index_elements=["device_id"], set_={name: insert.excluded[name] for name in changed}
    )
    session.connection().execute(statement, rows)


def note_listening(session: Session, since_ms: EpochMs | None) -> None:
    """The link to the broker came up at ``since_ms``, or went down (None)."""
    session.merge(Listening(id=1, since_ms=since_ms))
    session.flush()


def listening_since(session: Session) -> EpochMs | None:
    """Since when devices are heard; None while the broker is not reached."""
    row = session.get(Listening, 1)
    return EpochMs(row.since_ms) if row is not None and row.since_ms is not None else None


def _columns_of(device: DeviceId, heard: Heard) -> dict[str, Any]:
    status = heard.status
    return {
        "device_id": device,
        "sid": status.sid,
        "online": True,
        "seq": status.seq,
        "last_seen_ms": heard.at_ms,
        "at_ms": status.at_ms,
        "clock": status.clock,
        "uptime_s": status.uptime_s,
        "profile": status.profile,
        "version": status.version,
        "seen_rev": status.seen_rev,
        "applied_rev": status.applied_rev,
        "showing_screen": status.showing.screen,
        "showing_sound": status.showing.sound,
        "showing_title": status.showing.title,
        "disk_free_bytes": status.disk_free_bytes,
        "temperature_c": status.temperature_c,
        "faults": msgspec.json.encode(status.faults).decode(),
        "languages": msgspec.json.encode(status.languages).decode(),
    }


def _columns_of_report(device: DeviceId, report: Report) -> dict[str, Any]:
    return {
        "device_id": device,
        "sid": report.sid,
        "seen_rev": report.seen_rev,
        "applied_rev": report.applied_rev,
        "manifest_sha256": report.manifest_sha256,
        "pending": report.pending,
        "fetched_bytes": report.fetched_bytes,
        "wanted_bytes": report.wanted_bytes,
    }
