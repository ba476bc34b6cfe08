"""What the panel shows of devices: each with since when it is as it is, and the picture of what it shows now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func
from sqlmodel import Session, col, select

from controller.devices.finding import Wanted, conditions
from controller.devices.models import Device
from controller.devices.schemas import DeviceOut
from controller.devices.service import worst_devices
from controller.people.actor import Actor
from controller.snapshots.service import Snapshot, latest_snapshots
from controller.status.column import RANKS, state_column
from controller.status.models import DeviceStatus, Flip
from controller.status.service import listening_since
from controller.status.state import State
from controller.units.models import Unit
from controller.units.service import plain
from controller.web.paging import cut
from protocol.ids import EpochMs

WORST_FIRST: tuple[State, ...] = tuple(RANKS)
ON_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One device as the overview shows it."""

    device: DeviceOut
    since_ms: int
    """When it came into its state; 0 when that was never written down."""
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class InUnit:
    """How many devices of one unit are in each state."""

    id: str
    name: str
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Overview:
    """The devices somebody asked for, the worst first, and how many there are in each state."""

    cards: tuple[Card, ...]
    last: str
    """After which one the next page begins; empty on the last."""
    counts: Mapping[State, int]
    """Of all one sees, whatever is asked for."""
    units: tuple[InUnit, ...]
    """The same by unit, those with most devices gone first."""

    @property
    def total(self) -> int:
        """All devices one sees."""
        return sum(self.counts.values())


def overview(session: Session, actor: Actor, wanted: Wanted, after: str, now_ms: EpochMs) -> Overview:
    """One page of cards, and counts worked out by the database; raises :class:`NotFound` for ``after`` of nobody."""
    found, last = cut(worst_devices(session, actor, wanted, after, ON_A_PAGE + 1, now_ms), ON_A_PAGE)
    units = by_unit(session, actor, now_ms)
    counts = {state: sum(one.counts[state] for one in units) for state in WORST_FIRST}
    return Overview(cards(session, found), last, counts, units)


def by_unit(session: Session, actor: Actor, now_ms: EpochMs) -> tuple[InUnit, ...]:
    """Every unit with devices the actor sees, those with most devices gone first; one query."""
    state = state_column(now_ms, listening_since(session)).label("state")
    query = (
        select(Unit.id, Unit.name, state, func.count())
        .select_from(Device)
        .join(Unit, col(Unit.id) == Device.unit_id)
        .outerjoin(DeviceStatus, col(DeviceStatus.device_id) == Device.id)
        .where(*conditions(session, actor, Wanted(), now_ms))
        .group_by(col(Unit.id), col(Unit.name), state)
    )
    found: dict[tuple[str, str], dict[State, int]] = {}
    for unit_id, name, told, number in session.exec(query).all():
        found.setdefault((unit_id, name), dict.fromkeys(WORST_FIRST, 0))[cast(State, told)] = number
    units = (InUnit(*unit, counts) for unit, counts in found.items())
    return tuple(sorted(units, key=lambda one: (-one.counts["offline"], -one.counts["late"], plain(one.name))))


def cards(session: Session, devices: Sequence[DeviceOut]) -> tuple[Card, ...]:
    """These devices with what the status table and the snapshots know of them; two queries."""
    ids = [device.id for device in devices]
    rows = session.exec(select(DeviceStatus).where(col(DeviceStatus.device_id).in_(ids))).all()
    flipped = {row.device_id: row.flipped_at_ms for row in rows}
    pictures = latest_snapshots(session, ids)
    return tuple(Card(device, flipped.get(device.id, 0), pictures.get(device.id)) for device in devices)


def flips_of(session: Session, device_id: str, most: int = 20) -> Sequence[Flip]:
    """The newest changes of state of one device, newest first."""
    newest = col(Flip.at_ms).desc(), col(Flip.id).desc()
    return session.exec(select(Flip).where(Flip.device_id == device_id).order_by(*newest).limit(most)).all()
