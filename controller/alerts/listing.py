"""Which alerts somebody is shown: chosen by the database, a page at a time, whatever was ever sent. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, and_, col, or_, select

from controller.alerts.models import AlertRow, AlertState, AlertTarget, AlertWords
from controller.alerts.service import find
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units.service import tree

PAGE = 50
SENT: tuple[AlertState, ...] = ("active", "lifted", "expired")
IN_FORCE: tuple[AlertState, ...] = ("active",)
ALL: tuple[AlertState, ...] = ("draft", *SENT)


def list_alerts(
    session: Session, actor: Actor, *, states: Collection[AlertState] = ALL, before: str = "", most: int = PAGE
) -> Sequence[AlertRow]:
    """The alerts in these states that concern the actor's units, the newest first, at most a page of them.

    ``before`` is the last id of the page before; raises :class:`NotFound` for one the actor does not see.
    """
    chosen = [col(AlertRow.state).in_(states), _concerns(session, actor)]
    if before:
        chosen.append(_older_than(find(session, actor, before)))
    newest_first = (col(AlertRow.written_at_ms).desc(), col(AlertRow.id).desc())
    return session.exec(select(AlertRow).where(*chosen).order_by(*newest_first).limit(most)).all()


def headlines_of(session: Session, rows: Sequence[AlertRow]) -> dict[str, str]:
    """The headline of each alert in its first language, by id, in one query."""
    of_these = and_(col(AlertWords.alert_id).in_([row.id for row in rows]), col(AlertWords.position) == 0)
    return dict(session.exec(select(AlertWords.alert_id, AlertWords.headline).where(of_these)).all())


def _concerns(session: Session, actor: Actor) -> ColumnElement[bool]:
    """An alert for a unit reaches all below it; so its targets are the actor's units and those above them."""
    reaching = tree(session).sharing(visible_units(session, actor))
    target = and_(col(AlertTarget.alert_id) == col(AlertRow.id), col(AlertTarget.unit_id).in_(reaching))
    return exists().where(target)


def _older_than(row: AlertRow) -> ColumnElement[bool]:
    same_moment = and_(col(AlertRow.written_at_ms) == row.written_at_ms, col(AlertRow.id) < row.id)
    return or_(col(AlertRow.written_at_ms) < row.written_at_ms, same_moment)
