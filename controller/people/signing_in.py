"""Signing in: password, second factor, one-time code; each wrong one is counted. Never commits."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlmodel import Session, select

from controller.people import failures, second_factor
from controller.people.codes import typed
from controller.people.models import User
from controller.people.passwords import fits, hash_password
from controller.people.sessions import NOWHERE, Came, Way, end_sessions, find_session, open_session, sign_out, way_of
from controller.people.tokens import digest_of
from protocol.ids import EpochMs
from protocol.words import Words


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The browser's secret, told once. With ``awaits_code`` it is good for nothing but the second factor."""

    token: str
    user: User
    awaits_code: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nobody was signed in. An answer, not an exception: the count of failures must be committed."""

    words: Words


WRONG = Refused(
    Words("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or the password is not right."),
)
WRONG_CODE = Refused(
    Words("Mã không đúng hoặc đã dùng rồi.", "The code is not right, or was used before."),
)
OUT_OF_USE = Refused(
    Words("Tài khoản này đã ngừng sử dụng.", "This account is out of use."),
)
TOO_LATE = Refused(
    Words("Đã quá 5 phút. Hãy đăng nhập lại từ đầu.", "Five minutes are over. Sign in from the beginning."),
)
WRONG_ONE_TIME_CODE = Refused(
    Words(
        "Tên đăng nhập hoặc mã một lần không đúng, hoặc mã đã hết hạn.",
        "The user name or the one-time code is not right, or the code ran out.",
    ),
)


def sign_in(session: Session, login: str, password: str, now_ms: EpochMs, came: Came = NOWHERE) -> SignedIn | Refused:
    """Checks the password and opens a session. From the fifth failure on, each makes the next try wait longer."""
    if waiting := _waiting(session, login, came, now_ms):
        return waiting
    user = by_login(session, login)
    if not fits(password, user.password_hash if user and not user.disabled else "") or user is None:
        failures.count(session, login, came.address, now_ms)
        return WRONG
    return _entered(session, user, now_ms, came, "password")


def enter_code(session: Session, token: str, code: str, now_ms: EpochMs, came: Came = NOWHERE) -> SignedIn | Refused:
    """The second factor of somebody whose password was right; the browser gets another secret."""
    found = find_session(session, token, now_ms, awaits_code=True)
    if found is None:
        return TOO_LATE
    held, user = found
    if waiting := _waiting(session, user.login, came, now_ms):
        return waiting
    if not second_factor.takes(session, user, code, now_ms):
        failures.count(session, user.login, came.address, now_ms)
        return WRONG_CODE
    failures.forgive(session, user.login, came.address)
    way = way_of(held)
    sign_out(session, token)
    return SignedIn(open_session(session, user, now_ms, came, way=way), user)


def sign_in_by_code(
    session: Session, login: str, code: str, password: str, now_ms: EpochMs, came: Came = NOWHERE
) -> SignedIn | Refused:
    """A one-time code in exchange for a password of one's own; raises :class:`InvalidInput` for a weak one."""
    if waiting := _waiting(session, login, came, now_ms):
        return waiting
    user = by_login(session, login)
    if user is None or user.disabled or not _is_code_of(user, code, now_ms):
        failures.count(session, login, came.address, now_ms)
        return WRONG_ONE_TIME_CODE
    _set_password(session, user, password)
    end_sessions(session, user.id or 0)
    return _entered(session, user, now_ms, came, "one-time code")


def sign_in_known(session: Session, user: User, now_ms: EpochMs, came: Came = NOWHERE) -> SignedIn | Refused:
    """Somebody a provider vouches for. It stands for the password alone: what else this house asks, it still asks."""
    if waiting := _waiting(session, user.login, came, now_ms):
        return waiting
    if user.disabled:
        return OUT_OF_USE
    return _entered(session, user, now_ms, came, "oidc")


def change_password(
    session: Session, user: User, old: str, new: str, now_ms: EpochMs, came: Came = NOWHERE, *, here: str = ""
) -> Refused | None:
    """A new password in the place of the old one; all browsers but the one with the secret ``here`` are signed out."""
    refused = prove(session, user, old, now_ms, came)
    if refused is None:
        _set_password(session, user, new)
        end_sessions(session, user.id or 0, but=here)
    return refused


def prove(session: Session, user: User, password: str, now_ms: EpochMs, came: Came = NOWHERE) -> Refused | None:
    """Whether somebody who is signed in is the person: a browser left open must not change an account."""
    if waiting := _waiting(session, user.login, came, now_ms):
        return waiting
    if not fits(password, user.password_hash):
        failures.count(session, user.login, came.address, now_ms)
        return Refused(Words("Mật khẩu hiện tại không đúng.", "The present password is not right."))
    failures.forgive(session, user.login, came.address)
    return None


def by_login(session: Session, login: str) -> User | None:
    """The person with this user name, however it is capitalised."""
    return session.exec(select(User).where(User.login == login.strip().lower())).first()


def _entered(session: Session, user: User, now_ms: EpochMs, came: Came, way: Way) -> SignedIn:
    if user.totp_secret:
        return SignedIn(open_session(session, user, now_ms, came, awaits_code=True, way=way), user, awaits_code=True)
    failures.forgive(session, user.login, came.address)
    return SignedIn(open_session(session, user, now_ms, came, way=way), user)


def _set_password(session: Session, user: User, password: str) -> None:
    user.password_hash = hash_password(password, user.login, user.full_name)
    user.must_change, user.code_sha256, user.code_expires_at_ms = False, "", 0
    session.add(user)
    session.flush()


def _is_code_of(user: User, code: str, now_ms: EpochMs) -> bool:
    is_open = user.code_sha256 != "" and user.code_expires_at_ms > now_ms
    return is_open and hmac.compare_digest(digest_of(typed(code)), user.code_sha256)


def _waiting(session: Session, login: str, came: Came, now_ms: EpochMs) -> Refused | None:
    until_ms = failures.locked_until_ms(session, login, came.address)
    if until_ms <= now_ms:
        return None
    minutes = -(-(until_ms - now_ms) // 60_000)
    return Refused(
        Words(
            f"Nhập sai nhiều lần nên tạm khóa. Thử lại sau {minutes} phút.",
            f"Locked after too many wrong tries. Try again in {minutes} min.",
        )
    )
