"""The tree of a day as somebody may see it, for the panel and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from controller.devices.models import Device
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units import events, service
from controller.units.dated import is_valid
from controller.units.homes import homes_at
from controller.units.models import Unit
from controller.units.service import plain
from controller.units.tree import Tree
from protocol.ids import EpochMs

A_DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the tree; ``found`` when the search meant it, else it only leads to one."""

    unit: Unit
    depth: int
    found: bool
    boards: int
    """That stand in it or below it."""


def units_of(session: Session, actor: Actor, words: str, day: date, today: date) -> tuple[Sequence[Unit], Tree]:
    """The units of that day which the actor sees and whose name holds every word, by name; and the tree they are in."""
    visible = visible_units(session, actor)
    if day <= today:
        return service.search(session, words, day, visible), service.tree(session)
    records = events.expected(session, day)
    tree = Tree(records)
    seen = [unit for unit in records if is_valid(unit, day) and _leads_to(tree, unit, day, visible)]
    named = [unit for unit in seen if all(word in plain(unit.name) for word in plain(words).split())]
    return sorted(named, key=lambda unit: plain(unit.name)), tree


def boards_on(session: Session, day: date, today: date, time_zone: str) -> Counter[str]:
    """How many boards in force stand in each unit itself; of a day past, those that stood there at its end."""
    in_force = select(Device.id, Device.unit_id).where(col(Device.retired_at_ms).is_(None))
    homes = dict(session.exec(in_force).all())
    if day >= today:
        return Counter(homes.values())
    then = homes_at(session, EpochMs(events.midnight_ms(day, time_zone) + A_DAY_MS - 1))
    return Counter(then[one] for one in homes)


def lines_of(
    found: Sequence[Unit], tree: Tree, day: date, visible: Iterable[Unit], boards: Mapping[str, int]
) -> list[Line]:
    """``found`` under the units above them, each below its own; ``boards`` are those standing in each unit itself."""
    shown = {unit.id: unit for unit in visible}
    chains = {unit.id: tree.ancestors(unit.id, day) for unit in shown.values()}
    leading = {above.id for unit in found for above in chains.get(unit.id, ()) if above.id in shown}
    below: dict[str | None, list[Unit]] = {}
    for one in sorted((shown[key] for key in leading), key=lambda unit: plain(unit.name)):
        above = next((unit.id for unit in chains[one.id][1:] if unit.id in leading), None)
        below.setdefault(above, []).append(one)
    total: dict[str, int] = {}
    for one_id, chain in chains.items():
        for unit in chain:
            total[unit.id] = total.get(unit.id, 0) + boards.get(one_id, 0)
    meant = {unit.id for unit in found}
    return list(_walk(None, 0, below, meant, total))


def _walk(
    above: str | None, depth: int, below: Mapping[str | None, Sequence[Unit]], meant: set[str], total: Mapping[str, int]
) -> Iterator[Line]:
    for unit in below.get(above, ()):
        yield Line(unit, depth, unit.id in meant, total.get(unit.id, 0))
        yield from _walk(unit.id, depth + 1, below, meant, total)


def _leads_to(tree: Tree, unit: Unit, day: date, visible: frozenset[str]) -> bool:
    return any(one.id in visible for one in tree.ancestors(unit.id, day))
