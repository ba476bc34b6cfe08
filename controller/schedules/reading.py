"""All slots in force, read at once: a look at a whole province asks for them by a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from controller.bulletins.kinds import over_of, resume_rule_of
from controller.devices.models import DeviceTag
from controller.schedules.kinds import CLASSES, ORDERS, OUTPUTS, TRANSITIONS
from controller.schedules.models import (
    Campaign,
    PlaylistEntry,
    PlaylistRow,
    SlotDay,
    SlotRow,
    SlotTarget,
    SlotUnit,
)
from controller.schedules.plan import Entry, Listing, OddDay, Planned
from controller.schedules.targets import Standing, Targets

DAY = timedelta(days=1)


@dataclass(slots=True)
class Plans:
    """The slots in force, by the unit whose they are."""

    by_unit: Mapping[str, Sequence[Planned]] = field(default_factory=dict)
    by_id: dict[str, Planned] = field(default_factory=dict)
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Keys of the labels of each device, where a slot asks for any."""

    def ids_for(self, one: Standing) -> tuple[str, ...]:
        """Those of the device's units that mean it, in a fixed order."""
        if not self.by_id:
            return ()
        theirs = (planned for unit in dict.fromkeys(one.units) for planned in self.by_unit.get(unit, ()))
        return tuple(sorted(planned.id for planned in theirs if planned.targets.hold(one)))

    def named(self, ids: Iterable[str]) -> tuple[Planned, ...]:
        """The slots of these ids."""
        return tuple(self.by_id[one] for one in ids)

    def that_arrange(self) -> Plans:
        """Those that name a layout for screens."""
        by_unit = {unit: [one for one in some if one.layout is not None] for unit, some in self.by_unit.items()}
        return Plans(by_unit, {one.id: one for some in by_unit.values() for one in some}, self.tags)


def plans_in_force(session: Session, today: date) -> Plans:
    """What is on, or will be. Yesterday's may go on after midnight, so they stay for a day."""
    lasts = or_(col(SlotRow.last_date).is_(None), col(SlotRow.last_date) >= today - DAY)
    campaign_is_on = or_(col(SlotRow.campaign_id).is_(None), col(Campaign.active))
    query = select(SlotRow).outerjoin(Campaign, col(Campaign.id) == SlotRow.campaign_id)
    rows = session.exec(query.where(col(SlotRow.active), campaign_is_on, lasts).order_by(SlotRow.id)).all()
    if not rows:
        return Plans()
    return plans_of(session, planned_of(session, rows))


def plans_of(session: Session, all_of: Sequence[Planned]) -> Plans:
    """These slots, with what it takes to know which devices they mean."""
    by_unit = defaultdict[str, list[Planned]](list)
    for planned in all_of:
        by_unit[planned.unit_id].append(planned)
    by_id = {one.id: one for some in by_unit.values() for one in some}
    return Plans(by_unit, by_id, _tags(session) if any(one.targets.tags for one in by_id.values()) else {})


def planned_of(session: Session, rows: Sequence[SlotRow]) -> list[Planned]:
    """These slots as manifests want them."""
    ids = [row.id for row in rows]
    units, targets = defaultdict[str, list[SlotUnit]](list), defaultdict[str, list[SlotTarget]](list)
    odd = _days(session, ids)
    for one in session.exec(select(SlotUnit).where(col(SlotUnit.slot_id).in_(ids))).all():
        units[one.slot_id].append(one)
    for target in session.exec(select(SlotTarget).where(col(SlotTarget.slot_id).in_(ids))).all():
        targets[target.slot_id].append(target)
    odd_lists = (day.playlist_id for days in odd.values() for day in days)
    listings = listings_of(session, {one for one in (*(row.playlist_id for row in rows), *odd_lists) if one})
    return [_planned(row, targets_of(units[row.id], targets[row.id]), odd.get(row.id, ()), listings) for row in rows]


def listings_of(session: Session, playlist_ids: Iterable[str]) -> dict[str, Listing]:
    """Playlists with their entries, by id."""
    wanted = sorted(playlist_ids)
    if not wanted:
        return {}
    entries = defaultdict[str, list[Entry]](list)
    query = select(PlaylistEntry).where(col(PlaylistEntry.playlist_id).in_(wanted))
    for row in session.exec(query.order_by(PlaylistEntry.playlist_id, col(PlaylistEntry.place))).all():
        rule = resume_rule_of(row.resume) if row.resume else None
        entries[row.playlist_id].append(Entry(row.content_id, row.weight, row.duration_ms, rule))
    rows = session.exec(select(PlaylistRow).where(col(PlaylistRow.id).in_(wanted))).all()
    return {row.id: _listing(row, tuple(entries[row.id])) for row in rows}


def targets_of(units: Iterable[SlotUnit], others: Iterable[SlotTarget]) -> Targets:
    """What the rows of a slot say."""
    said = defaultdict[str, set[str]](set)
    for one in others:
        said[one.kind].add(one.value)
    narrowed = (frozenset(said[kind]) for kind in ("device", "kind", "profile", "tag"))
    return Targets(frozenset(one.unit_id for one in units), *narrowed)


def _tags(session: Session) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for device_id, key in session.exec(select(DeviceTag.device_id, DeviceTag.key)).all():
        found[device_id] = found.get(device_id, frozenset()) | {key}
    return found


def _days(session: Session, ids: Sequence[str]) -> dict[str, list[SlotDay]]:
    found: dict[str, list[SlotDay]] = {}
    query = select(SlotDay).where(col(SlotDay.slot_id).in_(ids)).order_by(SlotDay.slot_id, col(SlotDay.day))
    for row in session.exec(query).all():
        found.setdefault(row.slot_id, []).append(row)
    return found


def _listing(row: PlaylistRow, entries: tuple[Entry, ...]) -> Listing:
    transition = TRANSITIONS[row.transition] if row.transition else None
    return Listing(row.id, entries, ORDERS[row.play_order], row.seed, row.gap_ms, transition)


def _planned(row: SlotRow, targets: Targets, days: Sequence[SlotDay], listings: Mapping[str, Listing]) -> Planned:
    alone = Listing(f"only-{row.content_id}", (Entry(row.content_id or ""),))
    return Planned(
        id=row.id,
        unit_id=row.unit_id,
        title=row.title,
        slot_class=CLASSES[row.slot_class],
        outputs=OUTPUTS[row.outputs],
        listing=listings[row.playlist_id] if row.playlist_id else alone,
        rrule=row.rrule,
        start=row.start,
        duration_min=row.duration_min,
        first=row.first_date,
        last=row.last_date,
        over=over_of(row.over),
        resume=resume_rule_of(row.resume),
        odd=tuple(_odd_day(day, listings) for day in days),
        targets=targets,
        layout=row.layout,
    )


def _odd_day(row: SlotDay, listings: Mapping[str, Listing]) -> OddDay:
    listing = listings[row.playlist_id] if row.playlist_id else None
    return OddDay(row.day, row.start, row.duration_min, listing)
