"""The programs of a person: which there are, one more, one less. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.people.actor import Actor
from controller.people.models import ApiToken, User
from controller.people.rights import Grant
from controller.people.scope import demand, not_allowed
from controller.people.service import DAY_MS, create_api_token
from controller.people.sessions import REF_CHARS
from controller.units.service import get_unit
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.words import Words

MOST_DAYS = 730
USUAL_DAYS = 365


def tokens_of(session: Session, user_id: int) -> Sequence[ApiToken]:
    """All of a person's tokens, the newest first; those that ran out too."""
    newest_first = col(ApiToken.made_at_ms).desc()
    return session.exec(select(ApiToken).where(ApiToken.user_id == user_id).order_by(newest_first)).all()


def issue(
    session: Session, actor: Actor, user: User, name: str, within: Grant | None, days: int, now_ms: EpochMs
) -> str:
    """A new token of one's own. It never may do more than its person, now or later.

    Raises :class:`NotAllowed` for a program whose own token is narrowed, and for a unit the person does not see.
    """
    if actor.within is not None:
        raise not_allowed()
    if within is not None and within.unit_id is not None:
        demand(session, actor, "see", get_unit(session, within.unit_id).id)
    return create_api_token(session, user, name, now_ms, within=within, lasts_ms=days * DAY_MS)


def revoke(session: Session, actor: Actor, user_id: int, ref: str) -> None:
    """The program may do nothing more. ``ref`` is the beginning of the token's hash.

    Raises :class:`NotFound`, and :class:`NotAllowed` for a program whose own token is narrowed.
    """
    if actor.within is not None:
        raise not_allowed()
    found = [token for token in tokens_of(session, user_id) if ref_of(token) == ref]
    if not found:
        raise NotFound(
            Words("Không có mã này.", "There is no such token."),
            Words("Xem danh sách mã của bạn.", "Look into the list of your tokens."),
        )
    session.delete(found[0])
    session.flush()


def ref_of(token: ApiToken) -> str:
    """By what people name a token; not the token."""
    return token.token_sha256[:REF_CHARS]
