"""What an event would do, counted: the step a person looks at before confirming it. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from controller.publishing.chain import all_tunings
from controller.units.belongings import counts_in, things_in
from controller.units.models import Unit
from controller.units.order import Order
from controller.units.placing import Places, Undecided, place, tunings_to_carry, undecided_units
from controller.units.step import Step, after, work_out
from protocol.errors import Conflict, InvalidInput
from protocol.words import Words

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit that ends, what follows it, and how much hangs on it."""

    unit: Unit
    into: tuple[Unit, ...]
    counts: Mapping[str, int]
    """See :func:`controller.units.belongings.counts_in`."""


@dataclass(frozen=True, slots=True)
class Review:
    """The whole of one event. It can be applied once nothing is ``undecided``."""

    order: Order
    step: Step
    places: Places
    passages: tuple[Passage, ...]
    undecided: tuple[Undecided, ...]
    tunings: Mapping[str, str]
    """New unit -> the unit whose settings hold there."""
    units: Mapping[str, Unit]
    """All records as they would be, by id."""

    @property
    def totals(self) -> Counter[str]:
        """How much hangs on all units that end together."""
        total: Counter[str] = Counter()
        for passage in self.passages:
            total.update(passage.counts)
        return total

    @property
    def arriving(self) -> dict[str, Counter[str]]:
        """How much goes to each unit, by what it is."""
        found: dict[str, Counter[str]] = {}
        for thing, into in self.places.moves:
            found.setdefault(into, Counter())[thing.what] += 1
        return found


def review(session: Session, order: Order, units: list[Unit]) -> Review:
    """The review of ``order`` in that tree; raises :class:`InvalidInput` with all that is wrong with it."""
    step = work_out(order, units)
    if step.problems:
        raise impossible(step.problems)
    known = {unit.id: unit for unit in after(units, step)}
    ends = frozenset(step.ends)
    places = place(order, step, things_in(session, ends - set(step.undecided)), known)
    said = {owner: row.model_dump(exclude={"owner"}) for owner, row in all_tunings(session).items()}
    tunings, questions = tunings_to_carry(order, step, said, known)
    undecided = (*undecided_units(order, step, known), *places.undecided, *questions)
    counted = counts_in(session, ends)
    passages = tuple(
        Passage(known[one], tuple(known[heir] for heir in step.heirs(one)), counted[one]) for one in sorted(ends)
    )
    return Review(order, step, places, passages, undecided, tunings, known)


def impossible(problems: list[Words]) -> InvalidInput:
    """The refusal of an order that contradicts the tree."""
    told = problems[:MOST_TOLD]
    more = Words(" …", " …") if len(problems) > MOST_TOLD else Words("", "")
    return InvalidInput(
        Words(" ".join(one.vi for one in told) + more.vi, " ".join(one.en for one in told) + more.en),
        Words("Xem lại trang Đơn vị hành chính rồi sửa.", "Look at the tree (rao controller units tree)."),
    )


def open_questions(undecided: tuple[Undecided, ...]) -> Conflict:
    """The refusal to apply what is not decided."""
    names = ", ".join(f"{one.name} ({one.key})" for one in undecided[:MOST_TOLD])
    more = " …" if len(undecided) > MOST_TOLD else ""
    number = len(undecided)
    return Conflict(
        Words(f"Còn {number} chỗ chưa nói rõ đi về đâu: {names}{more}.", f"{number} undecided: {names}{more}."),
        Words(
            "Chọn đơn vị nhận cho từng chỗ (--to MỤC=ĐƠN-VỊ), hoặc trên trang xem lại.",
            "Say where each goes (--to KEY=UNIT), or choose on the review page.",
        ),
    )
