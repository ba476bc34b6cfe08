"""People, signing in and out, and API tokens. Never commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from controller.people.actor import Actor
from controller.people.models import ApiToken, LoginSession, User
from controller.people.passwords import fits, hash_password
from controller.people.rights import Role
from controller.people.scope import demand, visible_units
from controller.people.tokens import digest_of, new_token
from controller.units.service import get_open_unit
from protocol.errors import Conflict
from protocol.ids import EpochMs
from protocol.words import Words

FAILURES_BEFORE_LOCK = 5
LOCK_MS = 5 * 60 * 1000
SESSION_MS = 12 * 60 * 60 * 1000
"""A working day; nobody stays signed in overnight on a shared computer."""
API_TOKEN_MS = 365 * 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The browser's secret, told once."""

    token: str
    user: User


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nobody was signed in. An answer, not an exception: the count of failures must be committed."""

    words: Words


WRONG = Refused(
    Words("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is not right."),
)


def create_user(
    session: Session, actor: Actor, *, login: str, full_name: str, password: str, role: Role, unit_id: str
) -> User:
    """A new person; raises :class:`NotAllowed` outside the actor's units, :class:`Conflict` for a login in use."""
    demand(session, actor, "people", get_open_unit(session, unit_id).id)
    if _by_login(session, login) is not None:
        raise Conflict(
            Words(f"Tên đăng nhập “{login}” đã có người dùng.", f"The user name {login!r} is taken."),
            Words("Chọn tên khác.", "Choose another one."),
        )
    user = User(
        login=login.lower(), full_name=full_name, password_hash=hash_password(password), role=role, unit_id=unit_id
    )
    session.add(user)
    session.flush()
    return user


def list_users(session: Session, actor: Actor) -> Sequence[User]:
    """The people of the units in which the actor looks after people."""
    units = visible_units(session, actor, "people")
    return session.exec(select(User).where(col(User.unit_id).in_(units)).order_by(User.login)).all()


def names_of(session: Session, user_ids: Iterable[int | None]) -> dict[int | None, str]:
    """The full names of these people, by id; nobody's where there is none."""
    known = {one for one in user_ids if one is not None}
    query = select(User.id, User.full_name).where(col(User.id).in_(known))
    return dict(session.exec(query).all())


def sign_in(session: Session, login: str, password: str, now_ms: EpochMs) -> SignedIn | Refused:
    """Checks the password and opens a session. After five wrong ones in a row the login is locked for five minutes."""
    user = _by_login(session, login)
    if user is not None and user.locked_until_ms > now_ms:
        return _locked(user, now_ms)
    right = fits(password, user.password_hash if user else None)
    if user is None or user.disabled:
        return WRONG
    if not right:
        _count_failure(user, now_ms)
        session.flush()
        return WRONG
    user.failures = 0
    return SignedIn(_open_session(session, user, now_ms), user)


def sign_out(session: Session, token: str) -> None:
    """Ends the session of that secret; nothing when there is none."""
    session.exec(delete(LoginSession).where(col(LoginSession.token_sha256) == digest_of(token)))


def user_of_session(session: Session, token: str, now_ms: EpochMs) -> User | None:
    """Whose browser holds this secret; None once it ran out or the person was disabled."""
    return _holder(session, session.get(LoginSession, digest_of(token)), now_ms)


def create_api_token(session: Session, user: User, name: str, now_ms: EpochMs) -> str:
    """A secret with which a program acts as ``user`` for a year. Told once."""
    token = f"rao_{new_token()}"
    session.add(
        ApiToken(token_sha256=digest_of(token), user_id=user.id or 0, name=name, expires_at_ms=now_ms + API_TOKEN_MS)
    )
    session.flush()
    return token


def user_of_api_token(session: Session, token: str, now_ms: EpochMs) -> User | None:
    """Whose program holds this secret."""
    return _holder(session, session.get(ApiToken, digest_of(token)), now_ms)


def _holder(session: Session, held: LoginSession | ApiToken | None, now_ms: EpochMs) -> User | None:
    if held is None or held.expires_at_ms <= now_ms:
        return None
    user = session.get(User, held.user_id)
    return None if user is None or user.disabled else user


def _by_login(session: Session, login: str) -> User | None:
    return session.exec(select(User).where(User.login == login.strip().lower())).first()


def _open_session(session: Session, user: User, now_ms: EpochMs) -> str:
    session.exec(delete(LoginSession).where(col(LoginSession.expires_at_ms) <= now_ms))
    token = new_token()
    session.add(LoginSession(token_sha256=digest_of(token), user_id=user.id or 0, expires_at_ms=now_ms + SESSION_MS))
    session.flush()
    return token


def _count_failure(user: User, now_ms: EpochMs) -> None:
    user.failures += 1
    if user.failures >= FAILURES_BEFORE_LOCK:
        user.failures = 0
        user.locked_until_ms = now_ms + LOCK_MS


def _locked(user: User, now_ms: EpochMs) -> Refused:
    minutes = -(-(user.locked_until_ms - now_ms) // 60_000)
    return Refused(
        Words(
            f"Nhập sai nhiều lần nên tạm khóa. Thử lại sau {minutes} phút.",
            f"Locked after too many wrong passwords. Try again in {minutes} min.",
        )
    )
