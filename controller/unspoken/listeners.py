"""Which languages devices of units speak, read at once for all contents. Never commits."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from controller.devices.models import Device
from controller.status.models import DeviceStatus
from controller.units.lineage import Lineage
from controller.units.service import lineage, tree
from controller.units.tree import Tree


@dataclass(frozen=True, slots=True)
class Listeners:
    """How many devices speak each language: of the units they stand in, and worked out for those above."""

    units: Tree
    past: Lineage
    standing: Mapping[str, Counter[str]]
    _below: dict[str, Counter[str]] = field(default_factory=dict)
    _of: dict[tuple[str, ...], Counter[str]] = field(default_factory=dict)

    def spoken_in(self, unit_ids: Collection[str]) -> frozenset[str]:
        """The languages that devices in these units speak."""
        here = self.standing.keys() & unit_ids
        return frozenset(language for unit_id in here for language in self.standing[unit_id])

    def below(self, unit_id: str) -> Counter[str]:
        """Devices of a unit, of what became of it, and of all below."""
        if unit_id not in self._below:
            self._below[unit_id] = self._counted({unit_id, *self.past.heirs(unit_id)})
        return self._below[unit_id]

    def of(self, unit_id: str, target_ids: Collection[str]) -> Counter[str]:
        """Devices that a content of this unit goes to, which was sent to these units, or to all below without any."""
        if not target_ids:
            return self.below(unit_id)
        aimed = tuple(sorted(target_ids))
        if aimed not in self._of:
            self._of[aimed] = self._counted(one for target in aimed for one in (target, *self.past.heirs(target)))
        return self._of[aimed]

    def _counted(self, heads: Iterable[str]) -> Counter[str]:
        reached = frozenset[str]().union(*(self.units.subtree(head) for head in heads))
        counted = Counter[str]()
        for unit_id in reached & self.standing.keys():
            counted.update(self.standing[unit_id])
        return counted


def listeners(session: Session) -> Listeners:
    """Those of all devices in force."""
    columns = select(Device.unit_id, DeviceStatus.languages, func.count())
    query = columns.join(DeviceStatus, col(DeviceStatus.device_id) == col(Device.id))
    rows = session.exec(
        query.where(col(Device.retired_at_ms).is_(None)).group_by(Device.unit_id, DeviceStatus.languages)
    ).all()
    standing = defaultdict[str, Counter[str]](Counter)
    for unit_id, languages, count in rows:
        standing[unit_id].update(dict.fromkeys(json.loads(languages), count))
    return Listeners(tree(session), lineage(session), dict(standing))
