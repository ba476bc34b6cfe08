"""Lists of contents by how they stand: what waits for an approver, what somebody wrote. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from controller.approval.table import State
from controller.bulletins.models import Content
from controller.bulletins.service import find, page_of_contents
from controller.people.actor import Actor
from controller.people.scope import visible_units

Standing = State | Literal["expired"]
"""A state, and what the calendar makes of ``published``."""


def standing_of(content: Content, today: date) -> str:
    """How it stands on that day."""
    is_over = content.last_date is not None and content.last_date < today
    return "expired" if content.state == "published" and is_over else content.state


def stands(standing: Standing, today: date) -> ColumnElement[bool]:
    """The condition for what stands so on that day."""
    over = and_(col(Content.last_date).is_not(None), col(Content.last_date) < today)
    published = col(Content.state).concat("") == "published"
    """No column any more: most contents are, and SQLite would read all of those and sort, not go along the time."""
    if standing == "expired":
        return and_(published, over)
    if standing == "published":
        return and_(published, or_(col(Content.last_date).is_(None), ~over))
    return col(Content.state) == standing


def mine(session: Session, actor: Actor, after: str, most: int) -> Sequence[Content]:
    """What the actor began, the newest first, in a page; raises :class:`NotFound`."""
    return page_of_contents(session, actor, after, most, col(Content.created_by) == actor.user_id)


def awaiting(session: Session, actor: Actor, after: str, most: int) -> Sequence[Content]:
    """What waits for the actor's approval or another's of the same units, the longest first; raises NotFound."""
    changed = col(Content.changed_at_ms)
    query = select(Content).where(*_awaiting(session, actor))
    if after:
        last = find(session, actor, after)
        later = and_(changed == last.changed_at_ms, col(Content.id) > last.id)
        query = query.where(or_(changed > last.changed_at_ms, later))
    return session.exec(query.order_by(changed, Content.id).limit(most)).all()


def awaiting_count(session: Session, actor: Actor) -> int:
    """How many of them."""
    return session.exec(select(func.count()).select_from(Content).where(*_awaiting(session, actor))).one()


def _awaiting(session: Session, actor: Actor) -> tuple[ColumnElement[bool], ...]:
    theirs = visible_units(session, actor, "publish")
    return col(Content.state) == "submitted", col(Content.unit_id).in_(theirs)
