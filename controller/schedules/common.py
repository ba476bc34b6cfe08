"""What playlists, slots and campaigns have in common: names, ids, and where a unit takes from. Never commits."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.units.service import ancestors, domain_ids, get_open_unit, subtree_ids
from protocol.errors import InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

MOST_LETTERS = 200
ID = re.compile(r"[a-z][a-z0-9-]{2,31}")


def new_id(kind: str, now_ms: EpochMs) -> str:
    """An id that sorts by when it was made."""
    return f"{kind}-{now_ms:011x}-{secrets.token_hex(2)}"


def demand_change(session: Session, actor: Actor, *unit_ids: str) -> None:
    """Raises :class:`NotAllowed` unless the actor may change schedules there. It takes the right to publish."""
    for unit_id in unit_ids:
        demand(session, actor, "publish", unit_id)


def demand_new(session: Session, actor: Actor, unit_id: str) -> None:
    """The same for something new; raises :class:`NotFound`, and :class:`Conflict` for a unit that is no more."""
    demand_change(session, actor, get_open_unit(session, unit_id).id)


def named(title: str) -> str:
    """A title, tidied; raises :class:`InvalidInput` for none and for a long one."""
    tidy = " ".join(title.split())
    if not tidy or len(tidy) > MOST_LETTERS:
        raise InvalidInput(
            Words("Chưa có tên, hoặc tên quá dài.", "There is no name, or it is too long."),
            Words(f"Đặt tên không quá {MOST_LETTERS} chữ.", f"Choose a name of at most {MOST_LETTERS} letters."),
        )
    return tidy


def sources_of(session: Session, unit_id: str) -> frozenset[str]:
    """The units whose contents and playlists a unit may play: its own, those above, and ended ones it looks after."""
    above = frozenset(unit.id for unit in ancestors(session, unit_id))
    return above | (domain_ids(session, unit_id) - subtree_ids(session, unit_id))


def check_contents(session: Session, unit_id: str, content_ids: Iterable[str]) -> None:
    """Raises :class:`InvalidInput` for a content that is not there for this unit."""
    wanted = sorted(set(content_ids))
    query = select(Content.id, Content.unit_id).where(col(Content.id).in_(wanted))
    owners, sources = dict(session.exec(query).all()), sources_of(session, unit_id)
    for one in wanted:
        if owners.get(one) not in sources:
            raise InvalidInput(
                Words(f"Đơn vị này không có nội dung “{one}”.", f"There is no content {one!r} for this unit."),
                Words(
                    "Chọn nội dung của đơn vị hoặc của cấp trên.",
                    "Choose a content of the unit itself or of a unit above.",
                ),
            )


def missing(what: Words, asked: str) -> NotFound:
    """There is none of that id among the actor's units."""
    return NotFound(
        Words(f"Không có {what.vi} “{asked}”.", f"There is no {what.en} {asked!r}."),
        Words("Xem danh sách để lấy đúng mã.", "List them to get the id."),
    )
