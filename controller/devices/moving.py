"""Putting devices into another unit: what they play and hear is that unit's from then on. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.devices.models import Device, DeviceMove
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.units.models import Unit
from controller.units.service import get_open_unit
from protocol.ids import EpochMs


def open_for(session: Session, actor: Actor, unit_id: str) -> Unit:
    """The unit that devices are to go to.

    Raises :class:`NotFound`, :class:`Conflict` for one whose place others took, and :class:`NotAllowed` without the
    right to devices there.
    """
    unit = get_open_unit(session, unit_id)
    demand(session, actor, "devices", unit.id)
    return unit


def move_all(session: Session, device_ids: Sequence[str], into: str, now_ms: EpochMs) -> None:
    """Moves these devices, and keeps where each stood. The caller has asked whether it may take them away."""
    for device in session.exec(select(Device).where(col(Device.id).in_(device_ids))).all():
        if device.unit_id != into:
            session.add(DeviceMove(device_id=device.id, moved_at_ms=now_ms, from_id=device.unit_id, into_id=into))
            device.unit_id = into
            session.add(device)
    session.flush()
