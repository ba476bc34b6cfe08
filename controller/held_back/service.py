"""Devices that can't be told what is published, with the reason; they go on as they were told before. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, select

from controller.devices.models import Device
from controller.held_back.models import HeldBack
from controller.people.actor import Actor
from controller.people.scope import visible_units
from protocol.errors import RaoError
from protocol.ids import EpochMs
from protocol.words import Words


def reason_of(refusal: RaoError) -> Words:
    """What is wrong and what to do, in one line."""
    return Words(refusal.told_in("vi"), refusal.told_in("en"))


def all_held_back(session: Session) -> dict[str, Words]:
    """The reason of each device."""
    return {row.device_id: row.reason for row in session.exec(select(HeldBack)).all()}


def hold_back(session: Session, reasons: Mapping[str, Words], now_ms: EpochMs) -> None:
    """Writes down that these devices are held back, and no others; since when stays while the reason does."""
    held = {row.device_id: row for row in session.exec(select(HeldBack)).all()}
    for device_id in held.keys() - reasons.keys():
        session.delete(held[device_id])
    for device_id, why in reasons.items():
        row = held.get(device_id)
        if row is None or row.reason != why:
            session.merge(HeldBack(device_id=device_id, reason_vi=why.vi, reason_en=why.en, since_ms=now_ms))
    session.flush()


def find_held_back(session: Session, device_id: str) -> HeldBack | None:
    """Why and since when a device is held back; None when it is not."""
    return session.get(HeldBack, device_id)


def page_of_held_back(session: Session, actor: Actor, after: str, most: int) -> Sequence[HeldBack]:
    """At most ``most`` devices of the actor's units that are held back and follow ``after``, by id."""
    theirs = col(Device.unit_id).in_(visible_units(session, actor)), col(Device.retired_at_ms).is_(None)
    query = select(HeldBack).join(Device, col(Device.id) == HeldBack.device_id).where(*theirs)
    return session.exec(query.where(HeldBack.device_id > after).order_by(HeldBack.device_id).limit(most)).all()


def reasons_in(session: Session, unit_ids: Collection[str]) -> Sequence[Words]:
    """Each reason for which devices of these units are held back, once."""
    query = select(HeldBack.reason_vi, HeldBack.reason_en).join(Device, col(Device.id) == HeldBack.device_id)
    rows = session.exec(query.where(col(Device.unit_id).in_(unit_ids)).distinct()).all()
    return [Words(vi, en) for vi, en in sorted(rows)]


def reasons_seen(session: Session, actor: Actor) -> Sequence[Words]:
    """The same, of the units that somebody sees."""
    return reasons_in(session, visible_units(session, actor))
