"""Where a device stands: its units, what units of the past left it, and how slots see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from controller.schedules.targets import Standing
from controller.units.audience import Inheritance, Left
from controller.units.models import Unit
from controller.units.tree import Tree


class Placed(NamedTuple):
    """``chain`` is the device's unit and those above it, nearest first."""

    chain: Sequence[Unit]
    left: Left
    standing: Standing


class Ground(NamedTuple):
    """All that it takes to know where devices stand on a day."""

    units: Tree
    past: Inheritance
    tags: Mapping[str, frozenset[str]]
    """Keys of the labels of each device, where a slot asks for any."""
    today: date

    def placed(self, device_id: str, unit_id: str, profile: str, kind: str) -> Placed:
        """One device in force."""
        chain = self.units.ancestors(unit_id, self.today)
        left = self.past.left_to(device_id, chain)
        above = (*(unit.id for unit in chain), *left.contents)
        return Placed(chain, left, Standing(device_id, kind, profile, above, self.tags.get(device_id, ())))
