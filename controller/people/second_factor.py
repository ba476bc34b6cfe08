"""The second factor of a person: set up, asked for, replaced by a recovery code, taken away. Never commits."""

from __future__ import annotations

import secrets

from sqlmodel import Session, col, delete, func, select

from controller.people.codes import RECOVERY_CODES, RECOVERY_GROUPS, new_code, typed
from controller.people.models import RecoveryCode, User
from controller.people.tokens import digest_of
from controller.people.totp import SECRET_BYTES, secret_text, step_of
from protocol.errors import Conflict, InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words


def begin(session: Session, user: User) -> str:
    """A new secret that counts once :func:`confirm` saw a code of it; raises :class:`Conflict` when there is one."""
    if user.totp_secret:
        raise Conflict(
            Words("Tài khoản đã có xác thực hai bước.", "This account has a second factor already."),
            Words("Tắt nó trước, rồi bật lại với điện thoại khác.", "Turn it off first, then on with another phone."),
        )
    user.totp_pending = secret_text(secrets.token_bytes(SECRET_BYTES))
    session.add(user)
    session.flush()
    return user.totp_pending


def confirm(session: Session, user: User, code: str, now_ms: EpochMs) -> list[str]:
    """From now on the factor is asked for; answers recovery codes, told once. Raises for a code that does not fit."""
    step = step_of(user.totp_pending, typed(code), now_ms, 0) if user.totp_pending else None
    if step is None:
        raise InvalidInput(
            Words("Mã 6 số không đúng.", "The six digits are not right."),
            Words(
                "Nhập mã đang hiện trên điện thoại; kiểm tra giờ của điện thoại.",
                "Type what the phone shows now; check the clock of the phone.",
            ),
        )
    user.totp_secret, user.totp_pending, user.totp_step = user.totp_pending, "", step
    session.add(user)
    return new_recovery_codes(session, user)


def new_recovery_codes(session: Session, user: User) -> list[str]:
    """Ten codes, each good once, in the place of all earlier ones."""
    _drop_codes(session, user)
    codes = [new_code(RECOVERY_GROUPS) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(user_id=user.id or 0, code_sha256=digest_of(typed(code))) for code in codes)
    session.flush()
    return codes


def takes(session: Session, user: User, code: str, now_ms: EpochMs) -> bool:
    """Whether this is the code of now, not taken before, or an unused recovery code; it is used up."""
    given = typed(code)
    step = step_of(user.totp_secret, given, now_ms, user.totp_step) if user.totp_secret else None
    if step is not None:
        user.totp_step = step
        session.add(user)
        session.flush()
        return True
    held = session.get(RecoveryCode, (user.id, digest_of(given)))
    if held is not None:
        session.delete(held)
        session.flush()
    return held is not None


def codes_left(session: Session, user: User) -> int:
    """How many recovery codes are unused."""
    return session.exec(select(func.count()).where(col(RecoveryCode.user_id) == user.id)).one()


def drop(session: Session, user: User) -> None:
    """The password alone is enough again."""
    user.totp_secret, user.totp_pending, user.totp_step = "", "", 0
    session.add(user)
    _drop_codes(session, user)
    session.flush()


def _drop_codes(session: Session, user: User) -> None:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user.id))
