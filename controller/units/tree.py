"""The tree of units as pure functions over their records.

A unit's ``parent_id`` names the newest version of its parent. When the parent was renewed during the unit's life (a
province which became a city), the older version is a parent too: same code, and a day in common with the child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from controller.units.dated import is_valid, overlap
from controller.units.models import Unit


class Tree:
    """All units, ready to be walked. A snapshot: it does not follow later changes of the table."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._children = defaultdict[str, list[str]](list)
        for child, parent in self._edges():
            self._children[parent].append(child)

    @property
    def units(self) -> Iterable[Unit]:
        """All of them."""
        return self._units.values()

    def subtree(self, unit_id: str) -> frozenset[str]:
        """The unit and every unit below it at any time of its life; empty for an unknown id."""
        found, waiting = set[str](), [unit_id] if unit_id in self._units else []
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self._children[one])
        return frozenset(found)

    def children(self, unit_id: str) -> tuple[str, ...]:
        """The units directly below it at any time of its life."""
        return tuple(self._children.get(unit_id, ()))

    def sharing(self, unit_ids: frozenset[str]) -> frozenset[str]:
        """These units and every unit above one of them at any time."""
        return frozenset(one for one in self._units if unit_ids & self.subtree(one))

    def ancestors(self, unit_id: str, on: date | None = None) -> tuple[Unit, ...]:
        """The unit itself, its parent, and so on up, each as valid ``on`` that day (its newest version by default)."""
        chain: list[Unit] = []
        unit = self._units.get(unit_id)
        while unit is not None and unit not in chain:
            chain.append(unit)
            unit = self._parent(unit, on)
        return tuple(chain)

    def last_ancestors(self, unit_id: str) -> tuple[Unit, ...]:
        """The same on the unit's last day; today's chain of one that has not ended."""
        unit = self._units.get(unit_id)
        return self.ancestors(unit_id, unit.valid_to if unit else None)

    def _parent(self, unit: Unit, on: date | None) -> Unit | None:
        newest = self._units.get(unit.parent_id or "")
        if newest is None or on is None or is_valid(newest, on):
            return newest
        return next((parent for parent in self._versions(newest) if is_valid(parent, on)), newest)

    def _edges(self) -> Iterator[tuple[str, str]]:
        versions = defaultdict[str, list[Unit]](list)
        for unit in self._units.values():
            versions[unit.code].append(unit)
        for child in self._units.values():
            newest = self._units.get(child.parent_id or "")
            for parent in versions[newest.code] if newest else ():
                if parent is newest or overlap(child, parent):
                    yield child.id, parent.id

    def _versions(self, unit: Unit) -> Iterator[Unit]:
        return (other for other in self._units.values() if other.code == unit.code)
