"""What every device should be, worked out from what is published now. Reads only, so that nothing waits for it.

Level-triggered: it looks at everything and answers what differs from what is stated, so that after a crash the next
look puts it right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from controller.bulletins import service as bulletins
from controller.bulletins.boards import geometry_of, name_of
from controller.bulletins.items import item_of
from controller.bulletins.kinds import over_of, resume_rule_of, slot_class_of
from controller.bulletins.models import Content
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.library.service import blob_for
from controller.library.sounds import Sound
from controller.library.store import Store
from controller.publishing.beginning import beginning
from controller.publishing.chain import all_tunings, chain_of, settings_for, tuned
from controller.publishing.compile import MOST_CONTENTS, compile_manifest, encode_manifest
from controller.publishing.models import Tuning
from controller.publishing.published import Around, Place, Published
from controller.publishing.signature import around_of
from controller.units.audience import Inheritance, Left, inheritance
from controller.units.models import Unit
from controller.units.service import tree
from controller.units.tree import Tree
from protocol.compose import encode_body
from protocol.documents import Desired
from protocol.ids import EpochMs, UnitId
from protocol.manifest import Blob, Item

MANIFEST_MEDIA_TYPE = "application/vnd.rao.manifest+json"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often devices report, and by whose clock days begin; the same for all."""

    heartbeat_s: float
    snapshot_s: float
    time_zone: str


@dataclass(frozen=True, slots=True)
class Due:
    """A device that should be told something new; its manifest is in the store already."""

    device_id: str
    desired: Desired


class Wanted(NamedTuple):
    """A desired state and the hash of its bytes."""

    desired: Desired
    digest: str


class Group(NamedTuple):
    """Devices that should all be the same: of one model in one unit; ``tuned`` is a device with a tuning of its own.

    ``left`` is what units of the past left it (:mod:`controller.units.audience`).
    """

    unit_id: str
    profile: str
    tuned: str
    left: Left


@dataclass(slots=True)
class Survey:
    """What one look at the database found, so that equal boards share one manifest and one set of items."""

    session: Session
    store: Store
    pace: Pace
    today: date
    units: Tree
    tunings: Mapping[str, Tuning]
    chime: Sound
    past: Inheritance
    wanted: dict[Group, Wanted] = field(default_factory=dict)
    contents: dict[tuple[str, ...], Sequence[Content]] = field(default_factory=dict)
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    around: dict[str, Around] = field(default_factory=dict)


def due(session: Session, store: Store, pace: Pace, chime: Sound, now_ms: EpochMs) -> list[Due]:
    """The devices whose stated document is not what it should be; empty when nothing changed."""
    today = _day(now_ms, pace)
    units, tunings = tree(session), all_tunings(session)
    survey = Survey(session, store, pace, today, units, tunings, chime, inheritance(session, today))
    stated = _stated(session)
    in_force = select(Device.id, Device.unit_id, Device.profile).where(col(Device.retired_at_ms).is_(None))
    rows = session.exec(in_force.order_by(Device.id)).all()
    wanted = ((device_id, _wanted(survey, device_id, unit_id, profile)) for device_id, unit_id, profile in rows)
    return [Due(device_id, one.desired) for device_id, one in wanted if stated.get(device_id) != one.digest]


def _day(now_ms: EpochMs, pace: Pace) -> date:
    """The day it is where the boards stand."""
    return datetime.fromtimestamp(now_ms / 1000, ZoneInfo(pace.time_zone)).date()


def _stated(session: Session) -> dict[str, str]:
    """The digest of what is stated already, by device."""
    query = select(SignedDocument.aud, SignedDocument.body_digest).where(col(SignedDocument.kind) == "desired")
    return dict(session.exec(query).all())


def _wanted(survey: Survey, device_id: str, unit_id: str, profile: str) -> Wanted:
    """What this device should be, worked out once for all that are the same."""
    chain = survey.units.ancestors(unit_id, survey.today)
    tuned_itself = device_id if device_id in survey.tunings else ""
    group = Group(unit_id, profile, tuned_itself, survey.past.left_to(device_id, chain))
    if group not in survey.wanted:
        desired = _desired(survey, group)
        survey.wanted[group] = Wanted(desired, hashlib.sha256(encode_body(desired)).hexdigest())
    return survey.wanted[group]


def _desired(survey: Survey, group: Group) -> Desired:
    chain = survey.units.ancestors(group.unit_id, survey.today)
    desired = Desired(
        unit_name=chain[0].name,
        areas=tuple(UnitId(one) for one in (*(unit.id for unit in chain), *group.left.areas)),
        manifest=_manifest(survey, group, chain),
        time_zone=survey.pace.time_zone,
        heartbeat_s=survey.pace.heartbeat_s,
        snapshot_s=survey.pace.snapshot_s,
    )
    return tuned(desired, chain_of(survey.tunings, group.tuned, chain))


def _manifest(survey: Survey, group: Group, chain: Sequence[Unit]) -> Blob:
    place = Place(chain[0].name, tuple(UnitId(unit.id) for unit in chain), survey.pace.time_zone)
    setting = settings_for(survey.tunings, group.tuned, chain)
    contents = _published(survey, group, chain)
    manifest = compile_manifest(place, contents, setting, geometry_of(group.profile))
    return blob_for(survey.store.keep(encode_manifest(manifest)), MANIFEST_MEDIA_TYPE)


def _published(survey: Survey, group: Group, chain: Sequence[Unit]) -> list[Published]:
    audience = (*(unit.id for unit in chain), *group.left.contents)
    if audience not in survey.contents:
        on_air = bulletins.on_air(survey.session, audience, survey.today)
        survey.contents[audience] = on_air[-MOST_CONTENTS:]
    return [_one(survey, group.profile, content) for content in survey.contents[audience]]


def _one(survey: Survey, profile: str, content: Content) -> Published:
    slot_class, published_ms = slot_class_of(content.slot_class), EpochMs(content.published_at_ms)
    begins = beginning(slot_class, content.first_date, published_ms, survey.pace.time_zone)
    return Published(
        item=_item(survey, profile, content),
        slot_class=slot_class,
        first=begins.day,
        last=content.last_day,
        minute=begins.minute,
        ticker=content.ticker,
        language=content.language,
        around=_around(survey, content.unit_id),
        over=over_of(content.over),
        resume=resume_rule_of(content.resume),
    )


def _around(survey: Survey, unit_id: str) -> Around:
    """What goes around the texts of a unit, wherever they are said."""
    if unit_id not in survey.around:
        chain = chain_of(survey.tunings, "", survey.units.ancestors(unit_id))
        survey.around[unit_id] = around_of(survey.session, chain, survey.chime)
    return survey.around[unit_id]


def _item(survey: Survey, profile: str, content: Content) -> Item:
    geometry = geometry_of(profile)
    key = (content.id, name_of(geometry) if geometry else "")
    if key not in survey.items:
        survey.items[key] = item_of(survey.session, content, geometry)
    return survey.items[key]
