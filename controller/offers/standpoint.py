"""What of others a unit may look at: what units above send it, and what is shared with it. Never commits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.bulletins.service import find
from controller.offers.models import ContentShare, ContentTarget
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units.service import lineage, subtree_ids, tree
from protocol.errors import NotFound


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Units as some of them see them, those of the past too that live on here.

    ``own``: they and all below; ``above``: every unit above one of them; ``aims``: to which something may be sent
    that concerns them.
    """

    own: frozenset[str]
    above: frozenset[str]
    aims: frozenset[str]


def standpoint(session: Session, unit_ids: Iterable[str]) -> Standpoint:
    """That of these units together."""
    units, past = tree(session), lineage(session)
    below = frozenset[str]().union(*(subtree_ids(session, one) for one in unit_ids))
    own = frozenset(unit.id for unit in units.units if unit.id in below or past.heirs(unit.id) & below)
    within = units.sharing(own)
    aims = frozenset(unit.id for unit in units.units if unit.id in within or past.heirs(unit.id) & within)
    return Standpoint(own, within - own, aims)


def comes_from_above(seen: Standpoint, today: date) -> tuple[ColumnElement[bool], ...]:
    """SQL: contents that units above have on the air now or later, and that concern this standpoint.

    What is told of unit and state is no column any more, so that SQLite goes along the time and not along their index.
    """
    content_id, owner = col(Content.id), col(Content.unit_id).concat("")
    aimed = select(ContentTarget.content_id).where(col(ContentTarget.content_id) == content_id)
    hit = aimed.where(col(ContentTarget.unit_id).in_(seen.aims))
    is_ours = or_(~exists(aimed), exists(hit))
    return owner.in_(seen.above), *_on_air(today), is_ours


def is_shared_with(seen: Standpoint, today: date) -> tuple[ColumnElement[bool], ...]:
    """SQL, of contents and their shares: what others have on the air and share with a unit of this standpoint."""
    others = col(Content.unit_id).not_in(seen.own)
    return col(ContentShare.unit_id).in_(seen.aims), others, *_on_air(today)


def _on_air(today: date) -> tuple[ColumnElement[bool], ...]:
    lasts = or_(col(Content.last_date).is_(None), col(Content.last_date) >= today)
    fresh = or_(col(Content.stale_date).is_(None), col(Content.stale_date) >= today)
    return col(Content.state).concat("") == "published", lasts, fresh


def look_at(session: Session, actor: Actor, content_id: str, today: date) -> Content:
    """A content that the actor may see: of their units, sent to them from above, or shared with them.

    Raises :class:`NotFound`.
    """
    try:
        return find(session, actor, content_id)
    except NotFound:
        seen = standpoint(session, visible_units(session, actor))
        this = select(Content).where(Content.id == content_id)
        sent = session.exec(this.where(*comes_from_above(seen, today))).first()
        if sent is not None:
            return sent
        share = this.join(ContentShare, col(ContentShare.content_id) == col(Content.id))
        shared = session.exec(share.where(*is_shared_with(seen, today))).first()
        if shared is None:
            raise
        return shared
