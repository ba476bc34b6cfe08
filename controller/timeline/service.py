"""What devices will show and say, for people who may see them. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.devices.models import Device
from controller.devices.schemas import DeviceOut
from controller.devices.service import get_device
from controller.documents.models import SignedDocument
from controller.library.store import Store
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.timeline.conflicts import Conflict, Outlook, outlook
from controller.timeline.days import monday_of, week_of
from controller.timeline.stated import Stated, alerts_for, spoken_by, stated_for, stated_in
from controller.timeline.steps import Step, steps
from controller.timeline.telling import Names
from controller.units.models import Unit
from controller.units.service import get_unit, subtree_ids
from firmware_profiles import load
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.manifest import Manifest
from protocol.runs import DAY_MS
from protocol.spans import Span
from protocol.words import Words

MOST_STEPS = 1_000
LONGEST_MS = DAY_MS
MOST_KINDS = 40
"""Kinds of board that are looked at for a unit: a second or two."""
EARLIEST, LATEST = date(2000, 1, 10), date(2099, 12, 1)
THINKABLE = week_of(EARLIEST, "UTC", weeks=5_213)
"""Up to 2099, in the same words."""


@dataclass(frozen=True, slots=True)
class Programmed:
    """A device and what is stated for it."""

    device: DeviceOut
    stated: Stated
    names: Names


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of a stretch of time; ``next_ms`` is where what is left out begins."""

    span: Span
    steps: tuple[Step, ...]
    next_ms: EpochMs | None


@dataclass(frozen=True, slots=True)
class Lost:
    """What will not be on some boards; all of them alike."""

    conflict: Conflict
    names: Names
    boards: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """What will not be in a unit and below it; ``left_out`` counts the boards that were not looked at."""

    unit: Unit
    monday: date
    lost: tuple[Lost, ...]
    boards: int
    kinds: int
    left_out: int


def programmed(session: Session, store: Store, actor: Actor, device_id: str, now_ms: EpochMs) -> Programmed:
    """One device; raises :class:`NotFound`, and :class:`Conflict` while nothing is stated for it yet."""
    device = get_device(session, actor, device_id, now_ms)
    stated = stated_for(session, store, device_id, load(device.profile))
    return Programmed(device, stated, _names(session, stated))


def stretch(session: Session, seen: Programmed, span: Span) -> Stretch:
    """Step by step; raises :class:`InvalidInput` unless it lasts up to a day. Alerts end when their sender said."""
    if not 0 < span.end_ms - span.begin_ms <= LONGEST_MS:
        raise InvalidInput(
            Words("Khoảng thời gian phải từ một giây đến một ngày.", "A span lasts from a second to a day."),
            Words("Chọn giờ kết thúc sau giờ bắt đầu.", "Choose an end that is later than the start."),
        )
    if not THINKABLE.holds(span.begin_ms):
        raise _too_far(str(span.begin_ms // 1000))
    found = tuple(islice(steps(seen.stated.plan, alerts_for(session, seen.stated.desired), span), MOST_STEPS))
    end_ms = found[-1].span.end_ms
    return Stretch(span, found, end_ms if end_ms < span.end_ms else None)


def week(seen: Programmed, day: date, weeks: int = 1) -> Outlook:
    """The week of ``day``, Monday to Sunday where the board stands, by what is planned: no emergencies."""
    monday = monday_of(check_day(day))
    return outlook(seen.stated.plan, week_of(monday, seen.names.time_zone, weeks))


def unit_week(session: Session, store: Store, actor: Actor, unit_id: str, day: date) -> UnitWeek:
    """What will not be on the boards of a unit, equal boards looked at once. Raises NotFound and NotAllowed."""
    unit, monday = get_unit(session, unit_id), monday_of(check_day(day))
    demand(session, actor, "see", unit.id)
    within = subtree_ids(session, unit.id) & visible_units(session, actor)
    kinds = _kinds(session, within)
    lost: dict[tuple[object, ...], Lost] = {}
    for kind in kinds[:MOST_KINDS]:
        first = kind.devices[0]
        stated = stated_in(store, _body(session, first.id), load(first.profile), kind.languages)
        names = _names(session, stated)
        for conflict in outlook(stated.plan, week_of(monday, names.time_zone)).conflicts:
            same = lost.setdefault(_told(conflict, names), Lost(conflict, names, ()))
            lost[_told(conflict, names)] = Lost(same.conflict, same.names, (*same.boards, *kind.devices))
    count, looked = (sum(len(kind.devices) for kind in some) for some in (kinds, kinds[:MOST_KINDS]))
    return UnitWeek(unit, monday, tuple(lost.values()), count, len(kinds), count - looked)


def check_day(day: date) -> date:
    """Raises :class:`InvalidInput` for one that no programme is about."""
    if not EARLIEST <= day <= LATEST:
        raise _too_far(day.isoformat())
    return day


def _told(conflict: Conflict, names: Names) -> tuple[object, ...]:
    """What makes two of them the same to people."""
    by = names.slot(conflict.by_slot_id).vi if conflict.by_slot_id else ""
    return conflict.output, conflict.why, names.titles(conflict.item_ids), conflict.spans, by


@dataclass(frozen=True, slots=True)
class _Kind:
    """Devices that are to be the same, of one model and speaking the same."""

    devices: Sequence[Device]
    languages: tuple[str, ...]


def _kinds(session: Session, unit_ids: Iterable[str]) -> Sequence[_Kind]:
    """Those of these units, the most numerous first."""
    stated = (col(SignedDocument.kind) == "desired") & (col(SignedDocument.aud) == Device.id)
    query = (
        select(Device, SignedDocument.body_digest)
        .join(SignedDocument, stated)
        .where(col(Device.unit_id).in_(unit_ids), col(Device.retired_at_ms).is_(None))
        .order_by(Device.id)
    )
    rows = session.exec(query).all()
    spoken = spoken_by(session, [device.id for device, _ in rows])
    kinds: dict[tuple[str, str, tuple[str, ...]], list[Device]] = {}
    for device, digest in rows:
        kinds.setdefault((digest, device.profile, spoken[device.id]), []).append(device)
    ordered = sorted(kinds.items(), key=lambda one: -len(one[1]))
    return [_Kind(devices, languages) for (_, _, languages), devices in ordered]


def _too_far(what: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Thời điểm {what} quá xa.", f"{what} is too far away."),
        Words("Chọn một ngày từ năm 2000 đến năm 2099.", "Choose a day from 2000 to 2099."),
    )


def _body(session: Session, device_id: str) -> bytes:
    return session.get_one(SignedDocument, ("desired", device_id)).body


def _names(session: Session, stated: Stated) -> Names:
    return Names(stated.manifest, _owners(session, stated.manifest), stated.desired.time_zone)


def _owners(session: Session, manifest: Manifest) -> dict[str, str]:
    """The units that published what is in the manifest; items go by the ids of contents."""
    query = select(Content.id, Unit.name).join(Unit, col(Unit.id) == Content.unit_id)
    rows = session.exec(query.where(col(Content.id).in_([item.id for item in manifest.items]))).all()
    return dict(rows)
