"""The files that units brought: listed, searched, used again, into the trash and back. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, or_, select

from controller.originals.models import Original
from controller.originals.noting import plain
from controller.originals.uses import Use, uses_of
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from protocol.errors import Conflict, NotFound
from protocol.ids import EpochMs
from protocol.words import Words


def page_of_originals(
    session: Session, actor: Actor, *, after: str, most: int, sought: str = "", trashed: bool = False
) -> Sequence[Original]:
    """At most ``most`` files of the actor's units that follow ``after``, the newest first; raises NotFound.

    ``sought`` is in their names, whatever the accents; ``trashed`` are those in the trash, and else those that are not.
    """
    brought, unit_id = col(Original.brought_at_ms), col(Original.unit_id).concat("")
    """No column any more: SQLite would read all of the units by their index and sort, not go along the time."""
    in_use = func.coalesce(Original.trashed_at_ms, 0) == 0
    is_there = col(Original.trashed_at_ms).is_not(None) if trashed else in_use
    query = select(Original).where(unit_id.in_(visible_units(session, actor)), is_there)
    for word in plain(sought).split():
        query = query.where(col(Original.plain).contains(word, autoescape=True))
    if after:
        last = find(session, actor, after)
        follows = or_(brought < last.brought_at_ms, col(Original.id) > last.id)
        query = query.where(brought <= last.brought_at_ms, follows)
    return session.exec(query.order_by(brought.desc(), Original.id).limit(most)).all()


def find(session: Session, actor: Actor, original_id: str) -> Original:
    """One file of the actor's units; raises :class:`NotFound`."""
    original = session.get(Original, original_id)
    if original is None or original.unit_id not in visible_units(session, actor):
        raise NotFound(
            Words("Không có tệp này trong kho.", "There is no such file in the library."),
            Words("Mở lại trang kho nội dung gốc.", "Open the page of the library again."),
        )
    return original


def trash(session: Session, actor: Actor, original_id: str, today: date, now_ms: EpochMs) -> Original:
    """Puts a file into the trash; once more changes nothing.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`Conflict` with the reasons while it is on the air.
    """
    original = find(session, actor, original_id)
    demand(session, actor, "publish", original.unit_id)
    if original.trashed_at_ms is None:
        if on_air := [use for use in uses_of(session, [original], today)[original.id] if use.is_on_air]:
            raise _in_use(on_air)
        original.trashed_at_ms, original.trashed_by = now_ms, actor.user_id
        session.add(original)
        session.flush()
    return original


def restore(session: Session, actor: Actor, original_id: str) -> Original:
    """Takes it out again; once more changes nothing. Raises :class:`NotFound` and :class:`NotAllowed`."""
    original = find(session, actor, original_id)
    demand(session, actor, "publish", original.unit_id)
    if original.trashed_at_ms is not None:
        original.trashed_at_ms = original.trashed_by = None
        session.add(original)
        session.flush()
    return original


def _in_use(uses: Sequence[Use]) -> Conflict:
    named = ", ".join(f"“{use.title}”" for use in uses[:5])
    return Conflict(
        Words(f"Tệp đang được phát: {named}.", f"The file is on the air: {named}."),
        Words("Gỡ các bản tin đó trước.", "Withdraw those bulletins first."),
    )
