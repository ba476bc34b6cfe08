"""What the rest of the controller asks about units. Never commits."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from controller.units.facts import Facts, shipped_facts
from controller.units.lineage import Lineage
from controller.units.models import Merger, Unit
from controller.units.tree import Tree
from protocol.errors import Conflict, NotFound
from protocol.words import Words

TREE = "unit tree"
LINEAGE = "unit lineage"


def import_units(session: Session, facts: Facts | None = None) -> int:
    """Writes the facts (the shipped ones by default); what is there already is brought up to date. Answers how many."""
    facts = facts or shipped_facts()
    _write(session, facts.units, {unit.id for unit in session.exec(select(Unit)).all()})
    _write(session, facts.mergers, {merger.from_id for merger in session.exec(select(Merger)).all()})
    forget_tree(session)
    return len(facts.units)


def get_unit(session: Session, unit_id: str) -> Unit:
    """One unit by its dated id; raises :class:`NotFound`."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound(
            Words(f"Không có đơn vị “{unit_id}”.", f"There is no unit {unit_id!r}."),
            Words("Tìm đơn vị theo tên để lấy đúng mã.", "Search the unit by name to get its id."),
        )
    return unit


def get_open_unit(session: Session, unit_id: str) -> Unit:
    """The same, for something new: raises :class:`Conflict` for a unit whose place others took."""
    unit = get_unit(session, unit_id)
    if lineage(session).has_heirs(unit_id):
        heirs = [get_unit(session, heir) for heir in sorted(lineage(session).heirs(unit_id))]
        names = ", ".join(f"{heir.name} ({heir.id})" for heir in heirs)
        raise Conflict(
            Words(f"{unit.name} ({unit.id}) đã không còn.", f"{unit.name} ({unit.id}) is no more."),
            Words(f"Dùng đơn vị mới: {names}.", f"Use the unit that took its place: {names}."),
        )
    return unit


def domain_ids(session: Session, unit_id: str) -> frozenset[str]:
    """The unit, all below it, and all ended units that live on in these alone: what they left is to be looked after."""
    return lineage(session).domain(subtree_ids(session, unit_id))


def subtree_ids(session: Session, unit_id: str) -> frozenset[str]:
    """The unit and all below it, at any time of its life; empty for an unknown id."""
    return tree(session).subtree(unit_id)


def ancestors(session: Session, unit_id: str, on: date | None = None) -> tuple[Unit, ...]:
    """The unit itself first, then every unit above it, each as valid ``on`` that day (newest version by default)."""
    return tree(session).ancestors(unit_id, on)


def tree(session: Session) -> Tree:
    """All units as a tree, read once a session: who changes units calls :func:`forget_tree`."""
    held: Tree | None = session.info.get(TREE)
    if held is None:
        held = session.info[TREE] = Tree(session.exec(select(Unit)).all())
    return held


def lineage(session: Session) -> Lineage:
    """What became of units, read once a session like the tree."""
    held: Lineage | None = session.info.get(LINEAGE)
    if held is None:
        held = session.info[LINEAGE] = Lineage(session.exec(select(Merger)).all(), tree(session))
    return held


def forget_tree(session: Session) -> None:
    """Has the next question read the units anew."""
    session.info.pop(TREE, None)
    session.info.pop(LINEAGE, None)


def unit_on(session: Session, code: str, on: date) -> Unit | None:
    """What the official code meant on that day."""
    return session.exec(select(Unit).where(Unit.code == code, *_valid_on(on))).first()


def units_on(session: Session, on: date, within: frozenset[str] | None = None) -> Sequence[Unit]:
    """Units which exist on that day, in alphabetical order; only those of ``within`` if it is given."""
    units = session.exec(select(Unit).where(*_valid_on(on))).all()
    return sorted((unit for unit in units if within is None or unit.id in within), key=lambda unit: plain(unit.name))


def search(session: Session, words: str, on: date, within: frozenset[str] | None = None) -> Sequence[Unit]:
    """Units of that day whose name holds every word, whatever the accents and case: ``dong xoai``, ``Đồng Xoài``."""
    wanted = plain(words).split()
    return [unit for unit in units_on(session, on, within) if all(word in plain(unit.name) for word in wanted)]


def merged_into(session: Session, unit_id: str) -> Sequence[Unit]:
    """The units which have the land of ``unit_id`` now."""
    return session.exec(
        select(Unit).join(Merger, col(Merger.into_id) == Unit.id).where(Merger.from_id == unit_id)
    ).all()


def plain(text: str) -> str:
    """Lower case without Vietnamese marks, for comparing: ``Đồng Xoài`` becomes ``dong xoai``."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _write(session: Session, facts: Sequence[Unit] | Sequence[Merger], held: set[str]) -> None:
    for fact in facts:
        key = fact.id if isinstance(fact, Unit) else fact.from_id
        if key in held:
            session.merge(fact)
        else:
            session.add(fact)
    session.flush()


def _valid_on(on: date) -> tuple[ColumnElement[bool], ...]:
    return col(Unit.valid_from) <= on, or_(col(Unit.valid_to).is_(None), col(Unit.valid_to) >= on)
