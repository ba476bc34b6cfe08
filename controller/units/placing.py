"""Where each thing of a unit that ends goes, and what nobody but a person can say. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from controller.units.belongings import Thing
from controller.units.models import Unit
from controller.units.order import NONE, Order, key_of
from controller.units.step import Step


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question to a person: where does this go? ``choices`` are unit ids (and :data:`NONE` for settings)."""

    key: str
    """What :attr:`Order.placed` calls it."""
    name: str
    unit_id: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Things by key of what they are, with the unit each goes to; and the questions that are open."""

    moves: tuple[tuple[Thing, str], ...]
    lapsing: tuple[Thing, ...]
    """Claims of a split unit: whoever wants one makes a new one in the right unit."""
    undecided: tuple[Undecided, ...]


def place(order: Order, step: Step, things: Iterable[Thing], known: Mapping[str, Unit]) -> Places:
    """Every thing with its new unit, where that is known."""
    moves, lapsing, open_questions = [], [], []
    for thing in things:
        into = step.into.get(thing.unit_id) or _said(order, step, thing, known)
        if into is not None:
            moves.append((thing, into))
        elif thing.what == "claim":
            lapsing.append(thing)
        else:
            choices = step.parts[thing.unit_id]
            open_questions.append(Undecided(key_of(thing.what, thing.id), thing.name, thing.unit_id, choices))
    return Places(tuple(moves), tuple(lapsing), tuple(open_questions))


def undecided_units(order: Order, step: Step, known: Mapping[str, Unit]) -> list[Undecided]:
    """Units below a split one of which nobody said where they go."""
    questions = []
    for one in step.undecided:
        above = known[one].parent_id or ""
        parts = step.parts.get(above) or tuple(dict.fromkeys(part for many in step.parts.values() for part in many))
        questions.append(Undecided(key_of("unit", one), known[one].name, above, parts))
    return questions


def tunings_to_carry(
    order: Order, step: Step, said: Mapping[str, object], known: Mapping[str, Unit]
) -> tuple[dict[str, str], list[Undecided]]:
    """(new unit -> unit whose settings hold there, questions); ``said`` is what each unit says, by its id.

    One unit's settings go along with it. Where several come together and say different things, a person chooses.
    """
    carried: dict[str, str] = {}
    questions = []
    sources: dict[str, list[str]] = {}
    for ended, heir in step.links():
        sources.setdefault(heir, []).append(ended)
    for heir, ended_units in sorted(sources.items()):
        speaking = [one for one in ended_units if one in said]
        if heir in said or not speaking:
            continue
        chosen = order.placed.get(key_of("tuning", heir))
        if all(said.get(one) == said[speaking[0]] for one in ended_units):
            chosen = speaking[0]
        if chosen in speaking:
            carried[heir] = str(chosen)
        elif chosen != NONE:
            questions.append(Undecided(key_of("tuning", heir), known[heir].name, heir, (*speaking, NONE)))
    return carried, questions


def _said(order: Order, step: Step, thing: Thing, known: Mapping[str, Unit]) -> str | None:
    key, parts = key_of(thing.what, thing.id), step.parts[thing.unit_id]
    if order.placed.get(key) in parts:
        return order.placed[key]
    return _nearest(order.located[key], parts, known) if key in order.located else None


def _nearest(point: tuple[float, float], parts: Sequence[str], known: Mapping[str, Unit]) -> str | None:
    """The part whose point is nearest; none when a part has no point, since that might be the one."""
    units = [known[part] for part in parts]
    if any(unit.lat is None or unit.lon is None for unit in units):
        return None
    return min(units, key=lambda unit: _distance(point, (unit.lat or 0.0, unit.lon or 0.0))).id


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """In degrees of latitude; a plane is near enough for neighbours."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))
