"""The one helper which decides what a person may see and do: roles x subtrees of units. Every query uses it."""

from __future__ import annotations

from sqlmodel import Session, select

from controller.people.actor import Actor
from controller.people.rights import GRANTED, Grant, Right
from controller.units.models import Unit
from controller.units.service import domain_ids
from protocol.errors import NotAllowed
from protocol.words import Words


def visible_units(session: Session, actor: Actor, right: Right = "see") -> frozenset[str]:
    """The ids of the units in which the actor has the right; empty when no role grants it."""
    found = frozenset[str]().union(*(_units_of(session, grant, right) for grant in actor.grants))
    return found if actor.within is None else found & _units_of(session, actor.within, right)


def _units_of(session: Session, grant: Grant, right: Right) -> frozenset[str]:
    if right not in GRANTED[grant.role]:
        return frozenset()
    if grant.unit_id is None:
        return frozenset(session.exec(select(Unit.id)).all())
    return domain_ids(session, grant.unit_id)


def demand(session: Session, actor: Actor, right: Right, unit_id: str) -> None:
    """Raises :class:`NotAllowed` unless the actor has the right in that unit."""
    if unit_id not in visible_units(session, actor, right):
        raise not_allowed()


def not_allowed() -> NotAllowed:
    """The refusal of something the role or the unit does not allow."""
    return NotAllowed(
        Words("Tài khoản của bạn không có quyền làm việc này.", "Your account may not do this."),
        Words("Nhờ người quản trị của đơn vị cấp quyền.", "Ask the administrator of your unit for the right."),
    )
