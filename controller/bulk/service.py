"""Changing many devices: worked out with what each is now, then done to all or none. Never commits.

It is the same as changing one after the other (:func:`controller.publishing.tuning.set_board`,
:func:`controller.devices.service.tag_device`, a move), asked and written with few statements.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func
from sqlmodel import Session, col, select

from controller.bulk.change import Before, Change, Line, Plan
from controller.bulk.models import BulkChange
from controller.bulletins.boards import distinct_geometries
from controller.devices.finding import Wanted, conditions
from controller.devices.models import Device
from controller.devices.moving import move_all
from controller.devices.service import no_such_device
from controller.devices.tags import tag_all, tags_of
from controller.documents.models import SignedDocument
from controller.people.actor import Actor
from controller.people.scope import not_allowed, visible_units
from controller.publishing.chain import all_tunings, settings_for
from controller.publishing.models import Tuning
from controller.publishing.setting import BoardSetting, setting_of, write
from controller.publishing.tuning import Place, check_here, place_of
from controller.status.models import DeviceStatus
from controller.units.models import Unit
from controller.units.service import ancestors
from protocol.errors import Conflict, InvalidInput, NotFound, RaoError
from protocol.ids import EpochMs
from protocol.words import Words

MOST = 5_000
MOST_TOLD = 3


def plan(
    session: Session, actor: Actor, wanted: Wanted, ids: Sequence[str] | None, change: Change, now_ms: EpochMs
) -> Plan:
    """What ``change`` makes of the devices of ``ids``; with None of all that are as ``wanted`` where the actor may.

    Raises :class:`NotFound` and :class:`NotAllowed` for one of ``ids``, and :class:`InvalidInput` when there is nothing
    to change or nowhere to change it.
    """
    change.check()
    found = _chosen(session, actor, wanted, now_ms) if ids is None else _named(session, actor, ids)
    if not 0 < len(found) <= MOST:
        raise InvalidInput(
            Words(f"Đã chọn {len(found)} thiết bị.", f"{len(found)} devices are chosen."),
            Words(f"Chọn từ 1 đến {MOST} thiết bị.", f"Choose 1 to {MOST}."),
        )
    judge = _judge(session)
    return Plan(tuple(_line(device, change, judge) for device in found))


class Choice(NamedTuple):
    """A device that may be chosen."""

    id: str
    name: str
    unit: str


def choices(session: Session, actor: Actor, wanted: Wanted, most: int, now_ms: EpochMs) -> tuple[list[Choice], int]:
    """The first of those that are as ``wanted`` where the actor may change them, and how many there are."""
    where = list(conditions(session, actor, wanted, now_ms, "devices"))
    joined = select(Device.id, Device.name, Unit.name).join(Unit, col(Unit.id) == Device.unit_id)
    joined = joined.outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id).where(*where)
    first = joined.order_by(col(Unit.name), col(Device.name), col(Device.id)).limit(most)
    total = session.exec(select(func.count()).select_from(joined.subquery())).one()
    return [Choice(*row) for row in session.exec(first).all()], total


def carry_out(session: Session, actor: Actor, planned: Plan, now_ms: EpochMs) -> BulkChange:
    """Does what was planned in this same transaction, to all devices; raises :class:`Conflict` when one can't be so."""
    if planned.refused:
        raise _refused(planned)
    rows = all_tunings(session)
    for line in planned.changed:
        if line.setting != line.device.setting:
            row = rows.get(line.device.id) or Tuning(owner=line.device.id)
            write(line.setting, row)
            session.add(row)
    tag_all(session, {line.device.id: line.tags for line in planned.changed if line.tags != line.device.tags})
    for into in {line.unit_id for line in planned.changed}:
        gone = [one.device.id for one in planned.changed if one.unit_id == into != one.device.unit_id]
        move_all(session, gone, into, now_ms)
    ids = [line.device.id for line in planned.changed]
    made = BulkChange(
        id=f"c-{secrets.token_hex(8)}",
        made_by=actor.user_id,
        made_at_ms=now_ms,
        devices=msgspec.json.encode(ids).decode(),
    )
    session.add(made)
    session.flush()
    return made


def mark_of(planned: Plan) -> str:
    """Other when anything of the plan is: what was reviewed is what is done."""
    told = [(line.device.id, line.device.setting, line.device.tags, line.changes) for line in planned.lines]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


class Progress(NamedTuple):
    """How far a change is: devices one sees that it was made to, and those that have not applied it yet."""

    change: BulkChange
    devices: int
    waiting: tuple[tuple[str, str, str], ...]
    """Id, name and unit."""


def progress(session: Session, actor: Actor, change_id: str) -> Progress:
    """Of a change to devices one sees; raises :class:`NotFound`."""
    change = session.get(BulkChange, change_id)
    ids = msgspec.json.decode(change.devices, type=list[str]) if change else []
    seen = col(Device.id).in_(ids), col(Device.unit_id).in_(visible_units(session, actor))
    query = (
        select(Device, Unit.name, SignedDocument.rev, DeviceStatus.applied_rev)
        .join(Unit, col(Unit.id) == Device.unit_id)
        .outerjoin(SignedDocument, (col(SignedDocument.aud) == Device.id) & (col(SignedDocument.kind) == "desired"))
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .where(*seen, col(Device.retired_at_ms).is_(None))
        .order_by(col(Unit.name), col(Device.name), col(Device.id))
    )
    rows = session.exec(query).all()
    if change is None or not rows:
        raise NotFound(
            Words("Không có lần thay đổi này.", "There is no such change."),
            Words("Mở nhật ký thay đổi.", "See the trail of changes."),
        )
    waiting = tuple((one.id, one.name, unit) for one, unit, rev, applied in rows if (applied or 0) < (rev or 0))
    return Progress(change, len(rows), waiting)


Judge = Callable[[str, str, BoardSetting], RaoError | None]
"""Unit, profile and setting."""


def _judge(session: Session) -> Judge:
    """Why a device can't have a setting; asked once for all devices that are alike."""
    tunings = all_tunings(session)
    places: dict[str, tuple[BoardSetting, Place]] = {}
    answered: dict[Any, RaoError | None] = {}

    def judge(unit_id: str, profile: str, setting: BoardSetting) -> RaoError | None:
        key = unit_id, profile, setting
        if key not in answered:
            if unit_id not in places:
                place = place_of(session, unit_id)
                above = settings_for(tunings, place.sketches, "", ancestors(session, unit_id))
                places[unit_id] = above, place
            answered[key] = _refusal(setting, *places[unit_id], profile)
        return answered[key]

    return judge


def _refusal(setting: BoardSetting, above: BoardSetting, place: Place, profile: str) -> RaoError | None:
    try:
        check_here(setting, above, place, distinct_geometries([profile]))
    except InvalidInput as refusal:
        return refusal
    return None


def _line(device: Before, change: Change, judge: Judge) -> Line:
    setting, unit = change.of(device.setting), change.unit
    unit_id, name = (unit.id, unit.name) if unit else (device.unit_id, device.unit)
    moves = unit_id != device.unit_id
    refusal = judge(unit_id, device.profile, setting) if change.setting or moves else None
    try:
        return Line(device, setting, change.labels(device.tags), unit_id, name, refusal)
    except InvalidInput as strange:
        return Line(device, setting, device.tags, unit_id, name, refusal or strange)


def _chosen(session: Session, actor: Actor, wanted: Wanted, now_ms: EpochMs) -> list[Before]:
    return _read(session, list(conditions(session, actor, wanted, now_ms, "devices")))


def _named(session: Session, actor: Actor, ids: Sequence[str]) -> list[Before]:
    found = _read(session, [col(Device.id).in_(ids), col(Device.retired_at_ms).is_(None)])
    may, seen = visible_units(session, actor, "devices"), visible_units(session, actor)
    units = {device.id: device.unit_id for device in found}
    for one in ids:
        if units.get(one) not in seen:
            raise no_such_device(one)
        if units[one] not in may:
            raise not_allowed()
    return found


def _read(session: Session, where: Sequence[Any]) -> list[Before]:
    query = select(Device, Unit.name).join(Unit, col(Unit.id) == Device.unit_id)
    query = query.outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id).where(*where)
    rows = session.exec(query.order_by(col(Unit.name), col(Device.name), col(Device.id))).all()
    tunings, tags = all_tunings(session), tags_of(session, None)
    return [_before(device, unit, tunings.get(device.id), tags.get(device.id, ())) for device, unit in rows]


def _before(device: Device, unit: str, row: Tuning | None, tags: tuple[str, ...]) -> Before:
    setting = setting_of(row) if row else BoardSetting()
    return Before(device.id, device.name, device.unit_id, unit, device.profile, setting, tags)


def _refused(planned: Plan) -> Conflict:
    names = ", ".join(line.device.name for line in planned.refused[:MOST_TOLD])
    more = f" … ({len(planned.refused)})" if len(planned.refused) > MOST_TOLD else ""
    first = planned.refused[0].refusal
    problem = first.problem if first else Words("", "")
    return Conflict(
        Words(f"Không đổi được {names}{more}: {problem.vi}", f"These can't be changed: {names}{more}: {problem.en}"),
        Words("Bỏ các thiết bị ấy ra, hoặc chọn giá trị khác.", "Leave them out, or choose something else."),
    )
