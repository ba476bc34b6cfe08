"""All that decides where contents go and in which order, read at once. Never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlmodel import Session, col, select

from controller.offers.flow import Answer, Flows
from controller.offers.models import ContentAnswer, ContentTarget, UnitOrder
from controller.offers.ordering import ORIGIN_ORDERS, USUAL, Ordering, OriginOrder
from controller.publishing.models import Tuning
from controller.units.lineage import Lineage
from controller.units.models import Unit
from controller.units.service import lineage


def flows(session: Session, content_ids: Sequence[str] | None = None) -> Flows:
    """The targets and answers of these contents, of all without any named."""
    targets = defaultdict[str, set[str]](set)
    aimed = select(ContentTarget.content_id, ContentTarget.unit_id)
    answered = select(ContentAnswer)
    if content_ids is not None:
        aimed = aimed.where(col(ContentTarget.content_id).in_(content_ids))
        answered = answered.where(col(ContentAnswer.content_id).in_(content_ids))
    for content_id, unit_id in session.exec(aimed).all():
        targets[content_id].add(unit_id)
    answers = defaultdict[str, dict[str, Answer]](dict)
    for row in session.exec(answered).all():
        answers[row.content_id][row.unit_id] = Answer(row.accepted, row.mark)
    return Flows(lineage(session), {one: frozenset(units) for one, units in targets.items()}, dict(answers))


@dataclass(frozen=True, slots=True)
class Orderings:
    """What units say of the order, by unit."""

    lineage: Lineage
    origin_orders: Mapping[str, OriginOrder]
    by_hand: Mapping[str, Mapping[str, tuple[str, ...]]]

    def of(self, chain: Sequence[Unit]) -> Ordering:
        """What holds for the first of ``chain``: of each class, and of the origins, what the nearest unit says."""
        origin_order = next((self.origin_orders[unit.id] for unit in chain if unit.id in self.origin_orders), USUAL)
        by_hand: dict[str, tuple[str, ...]] = {}
        for unit in reversed(chain) if self.by_hand else ():
            for one in reversed(self.lineage.same(unit.id)):
                by_hand |= self.by_hand.get(one, {})
        return Ordering(origin_order, by_hand)


def orderings(session: Session) -> Orderings:
    """Those of all units."""
    said = select(Tuning.owner, Tuning.origin_order).where(col(Tuning.origin_order).is_not(None))
    by_hand = defaultdict[str, dict[str, tuple[str, ...]]](dict)
    for row in session.exec(select(UnitOrder)).all():
        by_hand[row.unit_id][row.slot_class] = ids_of(row)
    origin_orders = {owner: ORIGIN_ORDERS[order or USUAL] for owner, order in session.exec(said).all()}
    return Orderings(lineage(session), origin_orders, dict(by_hand))


def ids_of(row: UnitOrder) -> tuple[str, ...]:
    """The contents of an order."""
    return msgspec.json.decode(row.content_ids, type=tuple[str, ...])
