"""The end of a device's service. Never commits."""

from __future__ import annotations

from sqlmodel import Session

from controller.broker.service import revoke_login
from controller.devices.models import Device
from controller.devices.service import get_device
from controller.people.actor import Actor
from controller.people.scope import demand
from protocol.ids import EpochMs


def retire(session: Session, actor: Actor, device_id: str, now_ms: EpochMs) -> None:
    """Takes a device out of service: its login and its proofs hold no more; what it played stays on record.

    Raises :class:`protocol.errors.NotFound` or :class:`NotAllowed`. The caller has the broker read its logins.
    """
    demand(session, actor, "devices", get_device(session, actor, device_id, now_ms).unit_id)
    device = session.get_one(Device, device_id)
    device.retired_at_ms = now_ms
    session.add(device)
    revoke_login(session, device_id)
