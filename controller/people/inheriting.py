"""What becomes of roles and narrowed tokens when a unit ends. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.people.models import ApiToken, UserGrant


def inherit_roles(session: Session, into: str, sources: Sequence[str]) -> None:
    """Whoever had one more role in a unit that became ``into`` has it there; where it was parted, in each part."""
    for held in session.exec(select(UserGrant).where(col(UserGrant.unit_id).in_(sources))).all():
        session.merge(UserGrant(user_id=held.user_id, role=held.role, unit_id=into))
    session.flush()


def inherit_tokens(session: Session, into: str, sources: Sequence[str]) -> None:
    """Programs narrowed to a unit that became ``into`` alone go on there.

    One narrowed to a unit that was parted stays with the ended unit, where there is nothing left to do: it is refused
    until a person makes another.
    """
    for token in session.exec(select(ApiToken).where(col(ApiToken.unit_id).in_(sources))).all():
        token.unit_id = into
    session.flush()
