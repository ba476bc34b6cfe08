"""Who is who at the provider: linked by the person at their browser, or by who looks after them. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.oidc.id_token import Known, is_subject
from controller.oidc.models import NAME_CHARS, UserIdentity
from controller.people.actor import Actor
from controller.people.models import User
from controller.people.service import others
from controller.people.sessions import REF_CHARS
from controller.people.tokens import digest_of
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.words import Words

MOST_IDENTITIES = 10


def identities_of(session: Session, user_id: int) -> Sequence[UserIdentity]:
    """By what providers know the person, the oldest first."""
    theirs = select(UserIdentity).where(UserIdentity.user_id == user_id)
    return session.exec(theirs.order_by(col(UserIdentity.linked_at_ms), col(UserIdentity.subject))).all()


def known_person(session: Session, issuer: str, known: Known, now_ms: EpochMs) -> User | None:
    """Whose identity this is; None when nobody's. That it was used is noted, and how the provider calls them now."""
    held = session.get(UserIdentity, (issuer, known.subject))
    if held is None:
        return None
    held.used_at_ms, held.name = now_ms, known.name or held.name
    session.add(held)
    session.flush()
    return session.get_one(User, held.user_id)


def link(
    session: Session, user: User, issuer: str, known: Known, now_ms: EpochMs, *, by: int | None = None
) -> UserIdentity:
    """From now on that identity is this person; ``by`` is who says so.

    Raises :class:`Conflict` for one that is somebody else's, and for too many; one's own again is no change.
    """
    held = session.get(UserIdentity, (issuer, known.subject))
    if held is not None and held.user_id == user.id:
        return held
    if held is not None:
        raise Conflict(
            Words("Danh tính này đã gắn với một tài khoản khác.", "That identity belongs to another account already."),
            Words("Nhờ người quản trị gỡ nó ở tài khoản kia trước.", "Have it removed from the other account first."),
        )
    if len(identities_of(session, user.id or 0)) >= MOST_IDENTITIES:
        raise Conflict(
            Words("Tài khoản đã có quá nhiều danh tính.", "This account has too many identities."),
            Words("Gỡ bớt những cái không dùng.", "Remove those that are not used."),
        )
    made = UserIdentity(
        issuer=issuer,
        subject=known.subject,
        user_id=user.id or 0,
        name=known.name[:NAME_CHARS],
        linked_at_ms=now_ms,
        linked_by=by,
    )
    session.add(made)
    session.flush()
    return made


def link_by_keeper(
    session: Session, actor: Actor, user_id: int, issuer: str, subject: str, now_ms: EpochMs
) -> UserIdentity:
    """The same by who looks after the person and knows the subject. Raises as :func:`others` and :func:`link`."""
    user = others(session, actor, user_id)
    if not is_subject(subject):
        raise InvalidInput(
            Words("Mã người dùng (sub) không đúng dạng.", "That is no subject (sub) of a provider."),
            Words("Chép đúng giá trị “sub” từ nơi đăng nhập chung.", "Copy the `sub` as the provider shows it."),
        )
    return link(session, user, issuer, Known(subject, ""), now_ms, by=actor.user_id)


def unlink(session: Session, user: User, ref: str) -> None:
    """One's own identity is nobody's again.

    Raises :class:`NotFound`, and :class:`Conflict` for the last way in of somebody without a password.
    """
    held = _find(session, user.id or 0, ref)
    if not user.password_hash and len(identities_of(session, user.id or 0)) == 1:
        raise Conflict(
            Words("Đây là cách đăng nhập cuối cùng của bạn.", "This is the last way in that you have."),
            Words(
                "Nhờ người quản trị cấp mã một lần để đặt mật khẩu trước.", "Have a one-time code given to you first."
            ),
        )
    _remove(session, held)


def unlink_by_keeper(session: Session, actor: Actor, user_id: int, ref: str) -> None:
    """The same by who looks after the person, who may take the last way in; nothing where there is no such identity.

    Raises as :func:`others`.
    """
    user = others(session, actor, user_id)
    for one in identities_of(session, user.id or 0):
        if ref_of(one) == ref:
            _remove(session, one)


def ref_of(identity: UserIdentity) -> str:
    """By what an identity is named in addresses."""
    return digest_of(f"{identity.issuer} {identity.subject}")[:REF_CHARS]


def _find(session: Session, user_id: int, ref: str) -> UserIdentity:
    for one in identities_of(session, user_id):
        if ref_of(one) == ref:
            return one
    raise NotFound(
        Words("Không có danh tính này.", "There is no such identity."),
        Words("Mở lại trang tài khoản.", "Open the page of the account again."),
    )


def _remove(session: Session, held: UserIdentity) -> None:
    session.delete(held)
    session.flush()
