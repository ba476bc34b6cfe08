"""Asking about devices. Never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, select

from controller.clock import utc
from controller.devices.finding import Wanted, conditions, follows, worst_first
from controller.devices.models import Device
from controller.devices.schemas import DeviceOut, ShowingOut
from controller.devices.tags import tag, tags_of
from controller.documents.models import SignedDocument
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.status.flips import seen_state
from controller.status.models import DeviceStatus
from controller.status.service import listening_since
from controller.units.models import Unit
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.words import Words

NO_STATUS = DeviceStatus(device_id="")
Order = tuple[Any, ...]
IN_ORDER: Order = (col(Unit.name), col(Device.name), col(Device.id))


def list_devices(session: Session, actor: Actor, now_ms: EpochMs) -> list[DeviceOut]:
    """Every device the actor may see, with its state at ``now_ms``, by unit and name; few queries."""
    return _listed(session, now_ms, [_visible(session, actor)])


def page_of_devices(
    session: Session, actor: Actor, wanted: Wanted, after: str, most: int, now_ms: EpochMs
) -> list[DeviceOut]:
    """At most ``most`` of them that are as ``wanted`` and follow ``after``.

    Raises :class:`NotFound` when that is none of the actor's.
    """
    return _page(session, actor, wanted, after, most, now_ms, IN_ORDER)


def worst_devices(
    session: Session, actor: Actor, wanted: Wanted, after: str, most: int, now_ms: EpochMs
) -> list[DeviceOut]:
    """The same, those in the worst state first."""
    return _page(session, actor, wanted, after, most, now_ms, worst_first(session, now_ms))


def get_device(session: Session, actor: Actor, device_id: str, now_ms: EpochMs) -> DeviceOut:
    """One device; raises :class:`NotFound` also when the actor may not see it."""
    found = _listed(session, now_ms, [_visible(session, actor), col(Device.id) == device_id])
    if not found:
        raise no_such_device(device_id)
    return found[0]


def tag_device(session: Session, actor: Actor, device_id: str, labels: Sequence[str]) -> None:
    """Puts these labels on the device in the place of all others.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for labels that can't be.
    """
    device = find_device(session, device_id)
    if device is None or device.unit_id not in visible_units(session, actor):
        raise no_such_device(device_id)
    demand(session, actor, "devices", device.unit_id)
    tag(session, device_id, labels)


def devices_in(session: Session, unit_ids: frozenset[str]) -> Sequence[Device]:
    """The devices in force in these units."""
    in_force = and_(col(Device.unit_id).in_(unit_ids), col(Device.retired_at_ms).is_(None))
    return session.exec(select(Device).where(in_force).order_by(Device.id)).all()


def find_device(session: Session, device_id: str) -> Device | None:
    """A device in force, whoever asks: for the device's own requests."""
    device = session.get(Device, device_id)
    return device if device is not None and device.retired_at_ms is None else None


def no_such_device(device_id: str) -> NotFound:
    """The answer for a device that is not there or not to be seen."""
    return NotFound(
        Words(f"Không có thiết bị “{device_id}”.", f"There is no device {device_id!r}."),
        Words("Xem danh sách ở trang Tổng quan.", "See the list: rao controller devices."),
    )


def _visible(session: Session, actor: Actor) -> ColumnElement[bool]:
    return and_(col(Device.retired_at_ms).is_(None), col(Device.unit_id).in_(visible_units(session, actor)))


def _page(
    session: Session, actor: Actor, wanted: Wanted, after: str, most: int, now_ms: EpochMs, order: Order
) -> list[DeviceOut]:
    where = list(conditions(session, actor, wanted, now_ms))
    if after:
        where.append(follows(session, order, get_device(session, actor, after, now_ms).id))
    narrow = select(Device.id).join(Unit, col(Unit.id) == Device.unit_id)
    narrow = narrow.outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
    ids = session.exec(narrow.where(*where).order_by(*order).limit(most)).all()
    """First only which, and then all of these few: a sort of whole rows costs twice as much."""
    return _listed(session, now_ms, [col(Device.id).in_(ids)], most, order)


def _listed(
    session: Session,
    now_ms: EpochMs,
    where: Sequence[ColumnElement[bool]],
    most: int | None = None,
    order: Order = IN_ORDER,
) -> list[DeviceOut]:
    since = listening_since(session)
    stated = and_(col(SignedDocument.kind) == "desired", col(SignedDocument.aud) == Device.id)
    query = (
        select(Device, Unit.name, DeviceStatus, SignedDocument.rev)
        .join(Unit, col(Unit.id) == Device.unit_id)
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .outerjoin(SignedDocument, stated)
        .where(*where)
        .order_by(*order)
        .limit(most)
    )
    rows = session.exec(query).all()
    tags = tags_of(session, [device.id for device, *_ in rows] if most else None)
    return [_out(*row, now_ms, since, tags) for row in rows]


def _out(
    device: Device,
    unit: str,
    status: DeviceStatus | None,
    rev: int | None,
    now_ms: EpochMs,
    since: EpochMs | None,
    tags: Mapping[str, tuple[str, ...]],
) -> DeviceOut:
    claim = status or NO_STATUS
    return DeviceOut(
        id=device.id,
        name=device.name,
        unit=unit,
        unit_id=device.unit_id,
        kind=device.kind,
        profile=device.profile,
        state=seen_state(status, now_ms, since),
        last_seen=_utc(claim.last_seen_ms),
        wanted_rev=rev or 0,
        seen_rev=claim.seen_rev,
        applied_rev=claim.applied_rev,
        pending=claim.pending,
        showing=ShowingOut(screen=claim.showing_screen, sound=claim.showing_sound, title=claim.showing_title),
        clock=claim.clock,
        version=claim.version,
        faults=msgspec.json.decode(claim.faults, type=tuple[str, ...]),
        tags=tags.get(device.id, ()),
    )


def _utc(moment_ms: int | None) -> datetime | None:
    return None if moment_ms is None else utc(moment_ms)
