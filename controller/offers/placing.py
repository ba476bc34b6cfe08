"""In which order a unit has its boards play: whose goes first, and by hand. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlmodel import Session

from controller.bulletins.kinds import slot_class_of
from controller.bulletins.models import Content
from controller.bulletins.service import on_air
from controller.offers.known import flows, orderings
from controller.offers.models import UnitOrder
from controller.offers.ordering import Ordering, OriginOrder, arranged, moved
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.publishing.models import Tuning
from controller.units.models import Unit
from controller.units.service import ancestors, get_open_unit, get_unit
from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.manifest import SlotClass
from protocol.words import Words

CLASSES: tuple[SlotClass, ...] = ("live", "priority", "scheduled", "filler")


def in_order(session: Session, actor: Actor, unit_id: str, today: date) -> dict[SlotClass, list[Content]]:
    """What boards that stand in the unit play, by class, in order; raises :class:`NotAllowed`."""
    demand(session, actor, "see", get_unit(session, unit_id).id)
    chain = ancestors(session, unit_id, today)
    contents = _played(session, chain, today)
    found: dict[SlotClass, list[Content]] = {one: [] for one in CLASSES}
    for content in contents:
        found[slot_class_of(content.slot_class)].append(content)
    return found


def ordering_in_force(session: Session, unit_id: str) -> Ordering:
    """What holds for the unit: what it says itself, else what those above say."""
    return orderings(session).of(ancestors(session, unit_id))


def own_origin_order(session: Session, unit_id: str) -> OriginOrder | None:
    """Whose the unit itself says goes first; None: as the unit above."""
    return orderings(session).origin_orders.get(unit_id)


def own_classes(session: Session, unit_id: str) -> frozenset[str]:
    """The classes that the unit itself put in order by hand."""
    return frozenset(orderings(session).by_hand.get(unit_id, {}))


def set_origin_order(session: Session, actor: Actor, unit_id: str, order: OriginOrder | None) -> None:
    """Whose goes first on boards of the unit and of those below that say nothing; None: as the unit above.

    Raises :class:`NotAllowed`.
    """
    demand(session, actor, "publish", get_open_unit(session, unit_id).id)
    row = session.get(Tuning, unit_id) or Tuning(owner=unit_id)
    row.origin_order = order
    session.add(row)
    session.flush()


def put_in_order(
    session: Session, actor: Actor, unit_id: str, slot_class: SlotClass, ids: Sequence[str], now_ms: EpochMs
) -> None:
    """Has boards of the unit play the contents of a class in this order, and what is not named after them.

    Without any it is the usual order again. Raises :class:`NotAllowed` and, for too many, :class:`InvalidInput`.
    """
    demand(session, actor, "publish", get_open_unit(session, unit_id).id)
    if len(ids) > LIMITS.items_in_a_manifest:
        raise _too_many()
    held = session.get(UnitOrder, (unit_id, slot_class))
    if not ids:
        if held is not None:
            session.delete(held)
    elif held is None or msgspec.json.decode(held.content_ids) != list(ids):
        said = msgspec.json.encode(list(dict.fromkeys(ids))).decode()
        row = UnitOrder(unit_id=unit_id, slot_class=slot_class, content_ids=said, ordered_at_ms=now_ms)
        row.ordered_by = actor.user_id
        session.merge(row)
    session.flush()


def move(
    session: Session, actor: Actor, unit_id: str, content_id: str, before: str, now_ms: EpochMs, today: date
) -> None:
    """Puts a content right before another of its class, or last without one; what is not there moves nothing.

    Raises :class:`NotAllowed`.
    """
    demand(session, actor, "publish", get_open_unit(session, unit_id).id)
    for slot_class, contents in in_order(session, actor, unit_id, today).items():
        ids = [content.id for content in contents]
        if content_id in ids:
            put_in_order(session, actor, unit_id, slot_class, moved(ids, content_id, before), now_ms)


def _played(session: Session, chain: Sequence[Unit], today: date) -> list[Content]:
    """Of the unit and of those above it, in order; not what ended units left to single boards."""
    known, owners = flows(session), [unit.id for unit in chain]
    contents = [one for one in on_air(session, owners, today) if known.plays(one, chain)]
    distance = {one: place for place, one in enumerate(owners)}
    return arranged(contents, orderings(session).of(chain), distance)


def _too_many() -> InvalidInput:
    return InvalidInput(
        Words("Danh sách dài quá.", "The list is too long."),
        Words(f"Xếp không quá {LIMITS.items_in_a_manifest} bản tin.", f"Order {LIMITS.items_in_a_manifest} at most."),
    )
