"""What every device should be, worked out from what is published now. Reads only, so that nothing waits for it.

Level-triggered: it looks at everything and answers what differs from what is stated, so that after a crash the next
look puts it right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from controller.bulletins import service as bulletins
from controller.bulletins.boards import geometry_of, name_of
from controller.bulletins.items import item_of
from controller.bulletins.kinds import slot_class_of
from controller.bulletins.models import Content
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.library.service import blob_for
from controller.library.store import Store
from controller.publishing.compile import Place, Published, compile_manifest, encode_manifest
from controller.publishing.models import Tuning
from controller.publishing.tuning import all_tunings, tuned
from controller.units.models import Unit
from controller.units.service import tree
from controller.units.tree import Tree
from protocol.compose import encode_body
from protocol.documents import Desired
from protocol.ids import EpochMs, UnitId
from protocol.limits import LIMITS
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


@dataclass(slots=True)
class Survey:
    """What one look at the database found, so that equal boards share one manifest and one set of items."""

    session: Session
    store: Store
    pace: Pace
    today: date
    units: Tree
    tunings: Mapping[str, Tuning]
    manifests: dict[tuple[str, str], Blob] = field(default_factory=dict)
    items: dict[tuple[str, str], Item] = field(default_factory=dict)


def due(session: Session, store: Store, pace: Pace, now_ms: EpochMs) -> list[Due]:
    """The devices whose stated document is not what it should be; empty when nothing changed."""
    survey = Survey(session, store, pace, _day(now_ms, pace), tree(session), all_tunings(session))
    stated = _stated(session)
    in_force = select(Device).where(col(Device.retired_at_ms).is_(None)).order_by(Device.id)
    wanted = (Due(device.id, _desired(survey, device)) for device in session.exec(in_force).all())
    return [one for one in wanted if stated.get(one.device_id) != _digest(one.desired)]


def _day(now_ms: EpochMs, pace: Pace) -> date:
    """The day it is where the boards stand."""
    return datetime.fromtimestamp(now_ms / 1000, ZoneInfo(pace.time_zone)).date()


def _stated(session: Session) -> dict[str, str]:
    """The digest of what is stated already, by device."""
    query = select(SignedDocument.aud, SignedDocument.body_digest).where(col(SignedDocument.kind) == "desired")
    return dict(session.exec(query).all())


def _digest(desired: Desired) -> str:
    return hashlib.sha256(encode_body(desired)).hexdigest()


def _desired(survey: Survey, device: Device) -> Desired:
    chain = survey.units.ancestors(device.unit_id)
    owners = [device.id, *(unit.id for unit in chain)]
    desired = Desired(
        unit_name=chain[0].name,
        areas=tuple(UnitId(unit.id) for unit in chain),
        manifest=_manifest(survey, device.profile, chain),
        time_zone=survey.pace.time_zone,
        heartbeat_s=survey.pace.heartbeat_s,
        snapshot_s=survey.pace.snapshot_s,
    )
    return tuned(desired, [survey.tunings[one] for one in owners if one in survey.tunings])


def _manifest(survey: Survey, profile: str, chain: Sequence[Unit]) -> Blob:
    """The manifest of all boards of this model in this unit, made once a survey."""
    key = (chain[0].id, profile)
    if key not in survey.manifests:
        place = Place(chain[0].name, tuple(UnitId(unit.id) for unit in chain), survey.pace.time_zone)
        encoded = encode_manifest(compile_manifest(place, _published(survey, profile, chain)))
        survey.manifests[key] = blob_for(survey.store.keep(encoded), MANIFEST_MEDIA_TYPE)
    return survey.manifests[key]


def _published(survey: Survey, profile: str, chain: Sequence[Unit]) -> list[Published]:
    contents = bulletins.on_air(survey.session, [unit.id for unit in chain], survey.today)
    newest = contents[-LIMITS.items_in_a_manifest :]
    return [_one(survey, profile, content) for content in newest]


def _one(survey: Survey, profile: str, content: Content) -> Published:
    return Published(
        item=_item(survey, profile, content),
        slot_class=slot_class_of(content.slot_class),
        first=content.first_date,
        last=content.last_date,
        ticker=content.ticker,
    )


def _item(survey: Survey, profile: str, content: Content) -> Item:
    geometry = geometry_of(profile)
    key = (content.id, name_of(geometry) if geometry else "")
    if key not in survey.items:
        survey.items[key] = item_of(survey.session, content, geometry)
    return survey.items[key]
