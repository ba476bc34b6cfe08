"""The browsers of a person that are signed in. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import Session, col, delete, select

from controller.people.models import LoginSession, User
from controller.people.tokens import digest_of, new_token
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.words import Words

SESSION_MS = 12 * 60 * 60 * 1000
"""A working day; nobody stays signed in overnight on a shared computer."""
CODE_MS = 5 * 60 * 1000
"""How long a browser may take between the password and the code of the second factor."""
SEEN_EVERY_MS = 5 * 60 * 1000
"""How exact it is known when a browser or a program was last seen."""
REF_CHARS = 12
Way = Literal["password", "one-time code", "oidc"]
"""What opened a session first; a second factor may have come after it."""


@dataclass(frozen=True, slots=True)
class Came:
    """Where somebody signs in from."""

    address: str = ""
    browser: str = ""


NOWHERE = Came()


def open_session(
    session: Session,
    user: User,
    now_ms: EpochMs,
    came: Came = NOWHERE,
    *,
    awaits_code: bool = False,
    way: Way = "password",
) -> str:
    """A new session; answers the browser's secret, told once."""
    token = new_token()
    session.add(
        LoginSession(
            token_sha256=digest_of(token),
            user_id=user.id or 0,
            expires_at_ms=now_ms + (CODE_MS if awaits_code else SESSION_MS),
            awaits_code=awaits_code,
            way=way,
            began_at_ms=now_ms,
            seen_at_ms=now_ms,
            address=came.address[:64],
            browser=came.browser[:300],
        )
    )
    if not awaits_code:
        user.signed_in_at_ms = now_ms
        session.add(user)
    session.flush()
    return token


def find_session(
    session: Session, token: str, now_ms: EpochMs, *, awaits_code: bool = False
) -> tuple[LoginSession, User] | None:
    """Whose browser holds this secret; None once it ran out or the person was disabled."""
    held = session.get(LoginSession, digest_of(token))
    if held is None or held.expires_at_ms <= now_ms or held.awaits_code != awaits_code:
        return None
    user = session.get(User, held.user_id)
    return None if user is None or user.disabled else (held, user)


def way_of(held: LoginSession) -> Way:
    """How the person signed in there; an unknown way is a KeyError."""
    ways: dict[str, Way] = {way: way for way in get_args(Way)}
    return ways[held.way]


def user_of_session(session: Session, token: str, now_ms: EpochMs) -> User | None:
    """The person alone."""
    found = find_session(session, token, now_ms)
    return found[1] if found else None


def sessions_of(session: Session, user_id: int, now_ms: EpochMs) -> Sequence[LoginSession]:
    """Where the person is signed in, the newest first."""
    of_these = (
        col(LoginSession.user_id) == user_id,
        col(LoginSession.expires_at_ms) > now_ms,
        col(LoginSession.awaits_code).is_(False),
    )
    return session.exec(select(LoginSession).where(*of_these).order_by(col(LoginSession.began_at_ms).desc())).all()


def sign_out(session: Session, token: str) -> None:
    """Ends the session of that secret; nothing when there is none."""
    session.exec(delete(LoginSession).where(col(LoginSession.token_sha256) == digest_of(token)))


def end_session(session: Session, user_id: int, ref: str) -> None:
    """Ends one session of the person, by the beginning of its hash; raises :class:`NotFound`."""
    of_these = col(LoginSession.user_id) == user_id, col(LoginSession.token_sha256).startswith(ref, autoescape=True)
    held = session.exec(select(LoginSession).where(*of_these)).all() if len(ref) == REF_CHARS else []
    if len(held) != 1:
        raise NotFound(
            Words("Phiên đăng nhập này đã kết thúc.", "That session is over already."),
            Words("Mở lại trang tài khoản.", "Open the page of your account again."),
        )
    session.delete(held[0])
    session.flush()


def end_sessions(session: Session, user_id: int, *, but: str = "") -> None:
    """Signs the person out everywhere; the browser with the secret ``but`` stays."""
    theirs = col(LoginSession.user_id) == user_id
    session.exec(delete(LoginSession).where(theirs, col(LoginSession.token_sha256) != (digest_of(but) if but else "")))


def forget_over(session: Session, now_ms: EpochMs) -> None:
    """Sessions that ran out are removed."""
    session.exec(delete(LoginSession).where(col(LoginSession.expires_at_ms) <= now_ms))
