"""In which unit a device stood when: reports ask with the moment of what they count. Never commits.

A device's row says where it stands now; each event, and each person, that moved it left a row that says where it
stood before.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from controller.devices.models import Device, DeviceMove, PlayRow
from controller.units.models import Rehoming
from protocol.ids import EpochMs


def unit_then(device_id: Any, at_ms: Any) -> ColumnElement[str]:
    """SQL: the id of the unit in which the device of that column stood at the moment in that column (or value)."""
    by_event: Any = select(
        col(Rehoming.thing_id).label("device_id"),
        col(Rehoming.from_id).label("from_id"),
        col(Rehoming.since_ms).label("since_ms"),
        col(Rehoming.event_id).label("turn"),
    ).where(col(Rehoming.what) == "device")
    by_hand = select(DeviceMove.device_id, DeviceMove.from_id, DeviceMove.moved_at_ms, literal(0))
    moves = union_all(by_event, by_hand).subquery()
    before = (
        select(moves.c.from_id)
        .where(moves.c.device_id == device_id, moves.c.since_ms > at_ms)
        .order_by(moves.c.since_ms, moves.c.turn)
        .limit(1)
        .scalar_subquery()
    )
    here = aliased(Device)
    now = select(here.unit_id).where(col(here.id) == device_id).scalar_subquery()
    return func.coalesce(before, now)


def homes_at(session: Session, at_ms: EpochMs) -> dict[str, str]:
    """The unit of every device as it was at that moment, by the device's id."""
    return dict(session.exec(select(Device.id, unit_then(col(Device.id), at_ms))).all())


def plays_by_unit(session: Session, since_ms: EpochMs, until_ms: EpochMs) -> dict[str, int]:
    """How many items devices played from ``since_ms`` to before ``until_ms``, by the unit they stood in then."""
    then = unit_then(col(PlayRow.device_id), col(PlayRow.began_ms)).label("unit_then")
    in_time = select(then).where(col(PlayRow.began_ms) >= since_ms, col(PlayRow.began_ms) < until_ms).subquery()
    query = select(in_time.c.unit_then, func.count()).group_by(in_time.c.unit_then)
    return {str(unit_id): int(number) for unit_id, number in session.exec(query).all()}


class FormerHome(NamedTuple):
    """A unit that a device stood in, and when it was moved from there."""

    unit_id: str
    moved_at_ms: int


def former_homes(session: Session) -> dict[str, tuple[FormerHome, ...]]:
    """Where each device that an event ever moved stood before, the oldest first, by the device's id."""
    columns = select(Rehoming.thing_id, Rehoming.from_id, Rehoming.moved_at_ms).where(Rehoming.what == "device")
    found: dict[str, tuple[FormerHome, ...]] = {}
    rows = session.exec(columns.order_by(col(Rehoming.since_ms), col(Rehoming.event_id))).all()
    for device_id, unit_id, moved_at_ms in rows:
        found[device_id] = (*found.get(device_id, ()), FormerHome(unit_id, moved_at_ms))
    return found
