"""Contents that a unit lets others use: shared with the people of a subtree, and listed for them. Never commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from controller.bulletins import service as bulletins
from controller.bulletins.models import Content
from controller.offers.models import ContentShare
from controller.offers.standpoint import is_shared_with, standpoint
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.units.models import Unit
from controller.units.service import ancestors, get_unit
from protocol.errors import InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class Shared:
    """A content that another unit shares."""

    content: Content
    owner: Unit
    within: Unit
    """The unit whose people, and those of all below it, may use it."""
    shared_at_ms: EpochMs

    @property
    def id(self) -> str:
        """The content's."""
        return self.content.id


def share(session: Session, actor: Actor, content_id: str, unit_id: str | None, now_ms: EpochMs) -> Content:
    """Lets the people of a unit above (or of its own) and of all below that use a content; None: nobody any more.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for another unit.
    """
    content = bulletins.find(session, actor, content_id)
    demand(session, actor, "publish", content.unit_id)
    held = session.get(ContentShare, content_id)
    if unit_id is None:
        if held is not None:
            session.delete(held)
    elif unit_id not in {unit.id for unit in sharable_with(session, content)}:
        raise _elsewhere(session, unit_id)
    elif held is None or held.unit_id != unit_id:
        by = actor.user_id
        session.merge(ContentShare(content_id=content_id, unit_id=unit_id, shared_by=by, shared_at_ms=now_ms))
    session.flush()
    return content


def sharable_with(session: Session, content: Content) -> tuple[Unit, ...]:
    """The units with whose subtree it may be shared, the smallest first."""
    return ancestors(session, content.unit_id)


def shared_within(session: Session, content_id: str) -> Unit | None:
    """With whose subtree it is shared."""
    held = session.get(ContentShare, content_id)
    return get_unit(session, held.unit_id) if held else None


def shared_with(session: Session, actor: Actor, after: str, most: int, today: date) -> list[Shared]:
    """At most ``most`` contents that other units share with the actor's, the last shared first, those after ``after``.

    Raises :class:`NotFound`.
    """
    query = _shared_with(session, actor, today)
    if after:
        last = session.get(ContentShare, after)
        if last is None:
            raise _not_shared(after)
        shared, content_id = col(ContentShare.shared_at_ms), col(ContentShare.content_id)
        follows = or_(shared < last.shared_at_ms, content_id > last.content_id)
        query = query.where(shared <= last.shared_at_ms, follows)
    newest = col(ContentShare.shared_at_ms).desc(), col(ContentShare.content_id)
    return [_shared(session, content, row) for content, row in session.exec(query.order_by(*newest).limit(most)).all()]


def find_usable(session: Session, actor: Actor, content_id: str, today: date) -> Content:
    """What another unit shares with the actor's, or one of the actor's own; raises :class:`NotFound`."""
    row = session.exec(_shared_with(session, actor, today).where(col(Content.id) == content_id)).first()
    content = row[0] if row else session.get(Content, content_id)
    if content is None or not (row or content.unit_id in visible_units(session, actor, "write")):
        raise _not_shared(content_id)
    return content


def _shared_with(session: Session, actor: Actor, today: date) -> Select[Content, ContentShare]:
    seen = standpoint(session, visible_units(session, actor, "write"))
    query = select(Content, ContentShare).join(ContentShare, col(ContentShare.content_id) == col(Content.id))
    return query.where(*is_shared_with(seen, today))


def _shared(session: Session, content: Content, row: ContentShare) -> Shared:
    owner, within = get_unit(session, content.unit_id), get_unit(session, row.unit_id)
    return Shared(content, owner, within, EpochMs(row.shared_at_ms))


def _not_shared(content_id: str) -> NotFound:
    return NotFound(
        Words(f"Kho dùng chung không có “{content_id}”.", f"Nobody shares {content_id!r} with you."),
        Words("Xem kho dùng chung; có thể nó đã được gỡ.", "Look at what is shared; it may be withdrawn."),
    )


def _elsewhere(session: Session, unit_id: str) -> InvalidInput:
    name = get_unit(session, unit_id).name
    return InvalidInput(
        Words(f"Không dùng chung được với {name}.", f"It can't be shared with {name}."),
        Words("Chọn đơn vị của bản tin hoặc đơn vị cấp trên.", "Choose its own unit or one above."),
    )
