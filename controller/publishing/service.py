"""What every device should be, worked out from what is published now. Never commits.

Level-triggered: it looks at everything and writes only what differs, so after a crash the next look puts it right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
from controller.documents import service as documents
from controller.documents.models import SignedDocument
from controller.library.service import register
from controller.library.store import Store
from controller.publishing.compile import Place, Published, compile_manifest, encode_manifest
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


@dataclass(slots=True)
class Survey:
    """What one look at the database found, so that equal boards share one manifest and one set of items."""

    session: Session
    store: Store
    pace: Pace
    now_ms: EpochMs
    units: Tree
    manifests: dict[tuple[str, str], Blob] = field(default_factory=dict)
    items: dict[tuple[str, str], Item] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day it is where the boards stand."""
        return datetime.fromtimestamp(self.now_ms / 1000, ZoneInfo(self.pace.time_zone)).date()


def republish(session: Session, store: Store, pace: Pace, now_ms: EpochMs) -> int:
    """States anew what each device should be; answers how many documents were written (0: nothing changed)."""
    survey = Survey(session, store, pace, now_ms, tree(session))
    stated = _stated(session)
    tunings = all_tunings(session)
    written = 0
    in_force = select(Device).where(col(Device.retired_at_ms).is_(None)).order_by(Device.id)
    for device in session.exec(in_force).all():
        chain = survey.units.ancestors(device.unit_id)
        owners = [device.id, *(unit.id for unit in chain)]
        desired = tuned(_desired(survey, device, chain), [tunings[one] for one in owners if one in tunings])
        if stated.get(device.id) != _digest(desired):
            documents.put(session, "desired", device.id, desired)
            written += 1
    return written


def _stated(session: Session) -> dict[str, str]:
    """The digest of what is stated already, by device."""
    query = select(SignedDocument.aud, SignedDocument.body_digest).where(col(SignedDocument.kind) == "desired")
    return dict(session.exec(query).all())


def _digest(desired: Desired) -> str:
    return hashlib.sha256(encode_body(desired)).hexdigest()


def _desired(survey: Survey, device: Device, chain: Sequence[Unit]) -> Desired:
    return Desired(
        unit_name=chain[0].name,
        areas=tuple(UnitId(unit.id) for unit in chain),
        manifest=_manifest(survey, device.profile, chain),
        time_zone=survey.pace.time_zone,
        heartbeat_s=survey.pace.heartbeat_s,
        snapshot_s=survey.pace.snapshot_s,
    )


def _manifest(survey: Survey, profile: str, chain: Sequence[Unit]) -> Blob:
    """The manifest of all boards of this model in this unit, made once a survey."""
    key = (chain[0].id, profile)
    if key not in survey.manifests:
        place = Place(chain[0].name, tuple(UnitId(unit.id) for unit in chain), survey.pace.time_zone)
        encoded = encode_manifest(compile_manifest(place, _published(survey, profile, chain)))
        stored = survey.store.keep(encoded)
        survey.manifests[key] = register(survey.session, stored, MANIFEST_MEDIA_TYPE, survey.now_ms)
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
