"""For which units' contents and alerts a device is the audience: its own and those above, and what ended ones left it.

What was published to a unit that is no more keeps that unit as its origin, and plays to its end on the boards it was
published to, wherever an event took them, and on no others: codes and names say nothing here, only descent does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from controller.alerts.models import AlertRow, AlertTarget
from controller.bulletins.models import Content
from controller.schedules.models import SlotRow, SlotUnit
from controller.units.homes import FormerHome, former_homes
from controller.units.lineage import Lineage
from controller.units.models import Unit
from controller.units.service import lineage, tree
from controller.units.tree import Tree


class Left(NamedTuple):
    """Ended units whose ``contents`` go on playing on a device, and ``areas`` whose alerts are still in force for it.

    Areas also of a unit that lives on without the device: an alert that it heard when an event took it away holds until
    it is lifted.
    """

    contents: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What is still alive of units' past, read once a look. Most devices have none, and that costs nothing."""

    today: date
    units: Tree
    lineage: Lineage
    homes: Mapping[str, tuple[FormerHome, ...]]
    speaking: frozenset[str]
    """Units with something on the air, with slots, or named by those."""
    warned: Mapping[str, int]
    """Units with an alert in force, and when the oldest of those was sent."""

    answered: dict[tuple[str, tuple[FormerHome, ...]], Left] = field(default_factory=dict)
    """Devices of one unit that came from the same units are left the same."""

    def left_to(self, device_id: str, chain: Sequence[Unit]) -> Left:
        """What units that are not in ``chain``, the device's unit and those above it, left it."""
        key = (chain[0].id, self.homes.get(device_id, ()))
        if key not in self.answered:
            own = {unit.id for unit in chain}
            self.answered[key] = Left(self._contents(device_id, chain, own), self._areas(device_id, chain, own))
        return self.answered[key]

    def _contents(self, device_id: str, chain: Sequence[Unit], own: set[str]) -> tuple[str, ...]:
        ended = (unit.id for _, unit in self._before(device_id) if unit.valid_to and unit.valid_to < self.today)
        return tuple(sorted((set(self._renamed(chain)) | set(ended)) & self.speaking - own))

    def _areas(self, device_id: str, chain: Sequence[Unit], own: set[str]) -> tuple[str, ...]:
        heard = {
            unit.id
            for row, unit in self._before(device_id)
            if self.warned.get(unit.id, row.moved_at_ms) < row.moved_at_ms
        }
        return tuple(sorted((heard | (set(self._renamed(chain)) & set(self.warned))) - own))

    def _before(self, device_id: str) -> list[tuple[FormerHome, Unit]]:
        """The units it stood in, and those above them then."""
        return [(row, unit) for row in self.homes.get(device_id, ()) for unit in self.units.last_ancestors(row.unit_id)]

    def _renamed(self, chain: Sequence[Unit]) -> list[str]:
        return [one for unit in chain for one in self.lineage.same(unit.id)]


def inheritance(session: Session, today: date) -> Inheritance:
    """As it is on that day."""
    speaking = select(Content.unit_id).where(col(Content.state) == "published").distinct()
    slots = select(SlotRow.unit_id).distinct(), select(SlotUnit.unit_id).distinct()
    of_target = col(AlertRow.id) == AlertTarget.alert_id
    in_force = select(AlertTarget.unit_id, AlertRow.sent_at_ms).join(AlertRow, of_target)
    warned: dict[str, int] = {}
    for unit_id, sent_at_ms in session.exec(in_force.where(col(AlertRow.state) == "active")).all():
        warned[unit_id] = min(warned.get(unit_id, sent_at_ms or 0), sent_at_ms or 0)
    return Inheritance(
        today=today,
        units=tree(session),
        lineage=lineage(session),
        homes=former_homes(session),
        speaking=frozenset(unit_id for query in (speaking, *slots) for unit_id in session.exec(query).all()),
        warned=warned,
    )
