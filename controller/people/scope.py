"""The one helper which decides what a person may see and do: role x subtree of units. Every query uses it."""

from __future__ import annotations

from sqlmodel import Session, select

from controller.people.actor import Actor, may
from controller.people.rights import Right
from controller.units.models import Unit
from controller.units.service import domain_ids
from protocol.errors import NotAllowed
from protocol.words import Words


def visible_units(session: Session, actor: Actor, right: Right = "see") -> frozenset[str]:
    """The ids of the units in which the actor has the right; empty when the role does not grant it."""
    if not may(actor, right):
        return frozenset()
    if actor.unit_id is None:
        return frozenset(session.exec(select(Unit.id)).all())
    return domain_ids(session, actor.unit_id)


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
