"""Lists of proposals: what waits for an approver, what is open in some units. Reads only, and knows no schedule."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.proposals.models import Proposal
from controller.proposals.service import find
from controller.proposals.table import OPEN


def page_of_proposals(
    session: Session, actor: Actor, unit_id: str, state: str, after: str, most: int
) -> Sequence[Proposal]:
    """At most ``most`` proposals that follow ``after``, the newest first; of one unit or state, unless empty."""
    query = select(Proposal).where(col(Proposal.unit_id).in_(visible_units(session, actor)))
    if unit_id:
        query = query.where(Proposal.unit_id == unit_id)
    if state:
        query = query.where(Proposal.state == state)
    made = col(Proposal.created_at_ms)
    if after:
        last = find(session, actor, after)
        same = and_(made == last.created_at_ms, col(Proposal.id) > last.id)
        query = query.where(or_(made < last.created_at_ms, same))
    return session.exec(query.order_by(made.desc(), Proposal.id).limit(most)).all()


def open_in(session: Session, actor: Actor, unit_id: str, most: int) -> Sequence[Proposal]:
    """What may still become something, in one unit or all one sees, the newest first."""
    query = select(Proposal).where(col(Proposal.unit_id).in_(visible_units(session, actor)))
    if unit_id:
        query = query.where(Proposal.unit_id == unit_id)
    newest = col(Proposal.changed_at_ms).desc()
    return session.exec(query.where(col(Proposal.state).in_(OPEN)).order_by(newest, Proposal.id).limit(most)).all()


def own_draft(session: Session, actor: Actor, unit_id: str) -> Proposal | None:
    """The actor's newest proposal of that unit which was not submitted, to be gone on with."""
    theirs = Proposal.created_by == actor.user_id, Proposal.unit_id == unit_id
    query = select(Proposal).where(*theirs, col(Proposal.state).in_(("draft", "returned")))
    return session.exec(query.order_by(col(Proposal.changed_at_ms).desc(), Proposal.id).limit(1)).first()


def awaiting(session: Session, actor: Actor, most: int) -> Sequence[Proposal]:
    """What waits for the actor's approval or another's of the same units, the longest first."""
    query = select(Proposal).where(*_awaiting(session, actor))
    return session.exec(query.order_by(col(Proposal.changed_at_ms), Proposal.id).limit(most)).all()


def awaiting_count(session: Session, actor: Actor) -> int:
    """How many of them."""
    return session.exec(select(func.count()).select_from(Proposal).where(*_awaiting(session, actor))).one()


def _awaiting(session: Session, actor: Actor) -> tuple[ColumnElement[bool], ...]:
    theirs = visible_units(session, actor, "publish")
    return col(Proposal.state) == "submitted", col(Proposal.unit_id).in_(theirs)
