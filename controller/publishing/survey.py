"""What every device should be, worked out from what is published now. Reads only, so that nothing waits for it.

Level-triggered: it looks at everything and answers what differs from what is stated, so that after a crash the next
look puts it right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from controller.bulletins import service as bulletins
from controller.bulletins.boards import geometry_of, name_of
from controller.bulletins.items import item_of
from controller.bulletins.kinds import over_of, resume_rule_of, slot_class_of
from controller.bulletins.models import Content
from controller.bulletins.shelf import shelve
from controller.clock import day_of
from controller.devices.models import Device
from controller.documents.models import SignedDocument
from controller.documents.service import Change, Encoded
from controller.held_back.service import reason_of
from controller.layouts.sketches import all_sketches
from controller.library.service import blob_for
from controller.library.sounds import Sound
from controller.library.store import Store, stored_as
from controller.offers.flow import Flows
from controller.offers.known import Orderings, flows, orderings
from controller.offers.ordering import Ordering, arranged
from controller.publishing.beginning import beginning
from controller.publishing.bound import TooMuch, is_within, too_much
from controller.publishing.chain import all_tunings, chain_of, settings_for, tuned
from controller.publishing.compile import MOST_CONTENTS, compile_manifest, encode_manifest
from controller.publishing.models import Tuning
from controller.publishing.published import Around, Place, Published
from controller.publishing.setting import BoardSetting
from controller.publishing.signature import around_of
from controller.publishing.standing import Ground
from controller.schedules.plan import Planned
from controller.schedules.reading import Plans, plans_in_force
from controller.units.audience import Left, inheritance
from controller.units.models import Unit
from controller.units.service import tree
from media.board import Sketch
from media.text import Geometry
from protocol.compose import TooLarge, demand_fitting
from protocol.documents import Desired
from protocol.errors import RaoError
from protocol.ids import EpochMs, UnitId
from protocol.manifest import Blob, Item
from protocol.words import Words

LONGEST_ID = "x" * 32
MANIFEST_MEDIA_TYPE = "application/vnd.rao.manifest+json"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often devices report, and by whose clock days begin; the same for all."""

    heartbeat_s: float
    snapshot_s: float
    time_zone: str

    def day(self, now_ms: EpochMs) -> date:
        """The day it is where the boards stand."""
        return day_of(now_ms, self.time_zone)


@dataclass(frozen=True, slots=True)
class Due:
    """A device that should be told something new; its manifest is in the store already."""

    change: Change
    manifest: Blob | None


class Wanted(NamedTuple):
    """A desired state in bytes, and the manifest it names."""

    encoded: Encoded
    manifest: Blob | None


class Look(NamedTuple):
    """What one look found: whom to tell something new, and who can't be told, for a reason."""

    due: list[Due]
    held_back: Mapping[str, Words]


class Stated(NamedTuple):
    """What is stated already."""

    rev: int = 0
    digest: str = ""


class Group(NamedTuple):
    """Devices that should all be the same: with one size of screen (empty without any) in one unit.

    ``tuned`` is a device with a tuning of its own, ``left`` what units of the past left it
    (:mod:`controller.units.audience`), ``plans`` the ids of the slots that mean it.
    """

    unit_id: str
    geometry: str
    tuned: str
    left: Left
    plans: tuple[str, ...] = ()


@dataclass(slots=True)
class Survey:
    """What one look at the database found, so that equal boards share one manifest and one set of items."""

    session: Session
    pace: Pace
    ground: Ground
    tunings: Mapping[str, Tuning]
    sketches: Mapping[str, Sketch]
    chime: Sound
    on_air: Mapping[str, Sequence[Content]]
    """By unit, what it published itself."""
    flows: Flows
    orderings: Orderings
    plans: Plans
    wanted: dict[Group, Wanted | RaoError] = field(default_factory=dict)
    """An error: what they should be no device would take."""
    manifests: dict[tuple[Group, BoardSetting], Blob | TooMuch] = field(default_factory=dict)
    """By what they are made of; devices that are tuned alike share one."""
    encoded: list[bytes] = field(default_factory=list)
    """The same, to be kept."""
    contents: dict[tuple[str, ...], Sequence[Content]] = field(default_factory=dict)
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    around: dict[str, Around] = field(default_factory=dict)


def look(session: Session, store: Store, pace: Pace, chime: Sound, now_ms: EpochMs) -> Look:
    """The devices whose stated document is not what it should be; none when nothing changed.

    One whose manifest or document devices would refuse is held back; it keeps nobody else.
    """
    today = pace.day(now_ms)
    tunings, sketches, on_air = all_tunings(session), all_sketches(session), _on_air(session, today)
    offered, plans = (flows(session), orderings(session)), plans_in_force(session, today)
    ground = Ground(tree(session), inheritance(session, today), plans.tags, today)
    survey = Survey(session, pace, ground, tunings, sketches, chime, on_air, *offered, plans)
    stated = _stated(session)
    in_force = select(Device.id, Device.unit_id, Device.profile, Device.kind).where(col(Device.retired_at_ms).is_(None))
    rows = session.exec(in_force.order_by(Device.id)).all()
    due, held_back = list[Due](), dict[str, Words]()
    for device in rows:
        held, wanted = stated.get(device[0], Stated()), _wanted(survey, *device)
        if isinstance(wanted, RaoError):
            held_back[device[0]] = reason_of(wanted)
        elif held.digest != wanted.encoded.digest:
            due.append(Due(Change(device[0], held.rev, wanted.encoded), wanted.manifest))
    store.keep_all(survey.encoded)
    return Look(due, held_back)


def _on_air(session: Session, today: date) -> dict[str, list[Content]]:
    """What is on the air, by the unit that published it, with all that items are made of read at once."""
    units = session.exec(select(Content.unit_id).distinct()).all()
    contents = bulletins.on_air(session, units, today)
    shelve(session, contents)
    by_unit: dict[str, list[Content]] = {}
    for content in contents:
        by_unit.setdefault(content.unit_id, []).append(content)
    return by_unit


def _stated(session: Session) -> dict[str, Stated]:
    """What is stated already, by device."""
    columns = (SignedDocument.aud, SignedDocument.rev, SignedDocument.body_digest)
    query = select(*columns).where(col(SignedDocument.kind) == "desired")
    return {aud: Stated(rev, digest) for aud, rev, digest in session.exec(query).all()}


def _wanted(survey: Survey, device_id: str, unit_id: str, profile: str, kind: str) -> Wanted | RaoError:
    """What this device should be, worked out once for all that are the same."""
    placed = survey.ground.placed(device_id, unit_id, profile, kind)
    tuned_itself = device_id if device_id in survey.tunings else ""
    geometry = geometry_of(profile)
    size = name_of(geometry) if geometry else ""
    group = Group(unit_id, size, tuned_itself, placed.left, survey.plans.ids_for(placed.standing))
    if group not in survey.wanted:
        survey.wanted[group] = _made(survey, group, geometry)
    return survey.wanted[group]


def _made(survey: Survey, group: Group, geometry: Geometry | None) -> Wanted | RaoError:
    try:
        desired = _desired(survey, group, geometry)
        encoded = Encoded.of(desired)
        demand_fitting("desired", encoded.body, LONGEST_ID)
    except (TooMuch, TooLarge) as refusal:
        return refusal
    return Wanted(encoded, desired.manifest)


def _desired(survey: Survey, group: Group, geometry: Geometry | None) -> Desired:
    chain = survey.ground.units.ancestors(group.unit_id, survey.ground.today)
    desired = Desired(
        unit_name=chain[0].name,
        areas=tuple(UnitId(one) for one in (*(unit.id for unit in chain), *group.left.areas)),
        manifest=_manifest(survey, group, geometry, chain),
        time_zone=survey.pace.time_zone,
        heartbeat_s=survey.pace.heartbeat_s,
        snapshot_s=survey.pace.snapshot_s,
    )
    return tuned(desired, chain_of(survey.tunings, group.tuned, chain))


def _manifest(survey: Survey, group: Group, geometry: Geometry | None, chain: Sequence[Unit]) -> Blob:
    setting = settings_for(survey.tunings, survey.sketches, group.tuned, chain)
    key = (group._replace(tuned=""), setting)
    if key not in survey.manifests:
        survey.manifests[key] = _compiled(survey, group, geometry, chain, setting)
    made = survey.manifests[key]
    if isinstance(made, TooMuch):
        raise made
    return made


def _compiled(
    survey: Survey, group: Group, geometry: Geometry | None, chain: Sequence[Unit], setting: BoardSetting
) -> Blob | TooMuch:
    ordering, plans = survey.orderings.of(chain), survey.plans.named(group.plans)
    place, contents = _place(survey, chain, ordering, plans), _published(survey, group, chain, ordering)
    played = [_one(survey, geometry, content) for content in contents]
    manifest = compile_manifest(place, played, setting, geometry, plans, survey.sketches)
    encoded = encode_manifest(manifest)
    if not is_within(manifest, encoded):
        owners = {one.id: one.unit_id for one in contents}
        return too_much(manifest, encoded, owners, {one.id: one.name for one in survey.ground.units.units})
    survey.encoded.append(encoded)
    return blob_for(stored_as(encoded), MANIFEST_MEDIA_TYPE)


def _place(survey: Survey, chain: Sequence[Unit], ordering: Ordering, plans: Sequence[Planned]) -> Place:
    origins = tuple(UnitId(unit.id) for unit in chain)
    left = dict.fromkeys(UnitId(one.unit_id) for one in plans if one.unit_id not in origins)
    above_first = ordering.origin_order == "above"
    return Place(chain[0].name, origins, survey.pace.time_zone, above_first, tuple(left))


def _published(survey: Survey, group: Group, chain: Sequence[Unit], ordering: Ordering) -> Sequence[Content]:
    """What devices of the group play, in the order of their unit; of too much the newest."""
    audience = (*(unit.id for unit in chain), *group.left.contents)
    if audience not in survey.contents:
        heard = dict.fromkeys(audience)
        theirs = [one for unit_id in heard for one in survey.on_air.get(unit_id, ()) if survey.flows.plays(one, chain)]
        theirs.sort(key=lambda content: (content.created_at_ms, content.id))
        distance = {unit_id: len(survey.flows.line(unit_id, chain)) for unit_id in heard}
        survey.contents[audience] = arranged(theirs[-MOST_CONTENTS:], ordering, distance)
    return survey.contents[audience]


def _one(survey: Survey, geometry: Geometry | None, content: Content) -> Published:
    slot_class, published_ms = slot_class_of(content.slot_class), EpochMs(content.published_at_ms)
    begins = beginning(slot_class, content.first_date, published_ms, survey.pace.time_zone)
    return Published(
        item=_item(survey, geometry, content),
        slot_class=slot_class,
        first=begins.day,
        last=content.last_day,
        minute=begins.minute,
        ticker=content.ticker,
        language=content.language,
        around=_around(survey, content.unit_id),
        over=over_of(content.over),
        resume=resume_rule_of(content.resume),
        loops=content.placement == "loop",
    )


def _around(survey: Survey, unit_id: str) -> Around:
    """What goes around the texts of a unit, wherever they are said."""
    if unit_id not in survey.around:
        chain = chain_of(survey.tunings, "", survey.ground.units.ancestors(unit_id))
        survey.around[unit_id] = around_of(survey.session, chain, survey.chime)
    return survey.around[unit_id]


def _item(survey: Survey, geometry: Geometry | None, content: Content) -> Item:
    key = (content.id, name_of(geometry) if geometry else "")
    if key not in survey.items:
        survey.items[key] = item_of(survey.session, content, geometry)
    return survey.items[key]
