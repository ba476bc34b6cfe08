"""What became of units, as pure functions over mergers.

A code alone says nothing of descent (codes were reused with other meanings), only these rows do. Three questions:
who has the land of a unit now (:meth:`Lineage.heirs`), which records are one and the same unit under another name or
in another place (:meth:`Lineage.same`), and whose past is whose to look after (:meth:`Lineage.domain`).
:meth:`Lineage.before` and :meth:`Lineage.after` are the single steps, without what groups left below them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from controller.units.models import Merger
from controller.units.tree import Tree


class Lineage:
    """A snapshot, like :class:`controller.units.tree.Tree`."""

    def __init__(self, mergers: Iterable[Merger], tree: Tree) -> None:
        self._units = {unit.id: unit for unit in tree.units}
        self._tree = tree
        self._into, self._from = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for merger in mergers:
            self._into[merger.from_id].add(merger.into_id)
            self._from[merger.into_id].add(merger.from_id)
        self._heirs: dict[str, frozenset[str]] = {}

    def heirs(self, unit_id: str) -> frozenset[str]:
        """The units that have its land now; itself while nothing became of it.

        A group that ended with no successor of its own (the former districts) lives on in what was below it.
        """
        if unit_id not in self._heirs:
            self._heirs[unit_id] = frozenset({unit_id})
            found = [self.heirs(one) for one in self._followers(unit_id)]
            self._heirs[unit_id] = frozenset[str]().union(*found) if found else frozenset({unit_id})
        return self._heirs[unit_id]

    def has_heirs(self, unit_id: str) -> bool:
        """Whether another unit took its place."""
        return unit_id in self._into

    def same(self, unit_id: str) -> tuple[str, ...]:
        """The unit and the records that it carried on alone: under another name, or below another unit."""
        found = [unit_id]
        while (before := self._only_before(found[-1])) is not None and before not in found:
            found.append(before)
        return tuple(found)

    def before(self, unit_id: str) -> tuple[str, ...]:
        """The records that became it, and nothing else did: all of them had ended when it began. Else none."""
        found, unit = sorted(self._from.get(unit_id, ())), self._units.get(unit_id)
        last_days = [self._units[one].valid_to if one in self._units else None for one in found]
        is_whole = unit is not None and all(day is not None and day < unit.valid_from for day in last_days)
        return tuple(found) if is_whole else ()

    def after(self, unit_id: str) -> frozenset[str]:
        """The records that took its own place, one after the other, without the unit itself."""
        found, waiting = set[str](), list(self._into.get(unit_id, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self._into.get(one, ()))
        return frozenset(found)

    def domain(self, unit_ids: frozenset[str]) -> frozenset[str]:
        """These units and all that ended and lives on in them alone: what they left is these units' to look after."""
        left = (unit.id for unit in self._units.values() if unit.valid_to is not None)
        return unit_ids.union(one for one in left if self.heirs(one) <= unit_ids)

    def _followers(self, unit_id: str) -> Iterable[str]:
        if unit_id in self._into:
            return self._into[unit_id]
        unit = self._units.get(unit_id)
        if unit is None or unit.valid_to is None:
            return ()
        return self._tree.children(unit_id)

    def _only_before(self, unit_id: str) -> str | None:
        before = self._from.get(unit_id, set())
        if len(before) != 1:
            return None
        [one] = before
        alone = self._into[one] == {unit_id}
        unit, last = self._units.get(unit_id), self._units.get(one)
        if unit is None or last is None or last.valid_to is None:
            return None
        return one if alone and last.valid_to < unit.valid_from else None
