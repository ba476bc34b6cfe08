"""Argon2id hashes of passwords, and which are taken (NIST SP 800-63B 5.1.1.2: length counts, not sorts of signs)."""

from __future__ import annotations

from functools import cache

from pwdlib import PasswordHash

from controller.people.common import holds_a_name, is_common
from protocol.errors import InvalidInput
from protocol.words import Words

LEAST_LENGTH = 12
MOST_LENGTH = 200
LONGER = Words(
    "Chọn một câu dễ nhớ, dài hơn, như năm sáu từ không liên quan nhau.",
    "Choose a longer sentence you remember, such as five or six words that have nothing to do with each other.",
)


def in_production() -> PasswordHash:
    """Argon2id with the second recommended parameters of RFC 9106: 64 MiB, 3 passes, 4 lanes."""
    return PasswordHash.recommended()


HASHER = in_production()


def hash_password(password: str, *names: str) -> str:
    """An argon2id hash with its own salt.

    Raises :class:`InvalidInput` for a password that is too short or too long, that everybody thinks of, or that is
    made of the person's ``names``.
    """
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        raise InvalidInput(
            Words(
                f"Mật khẩu phải có từ {LEAST_LENGTH} đến {MOST_LENGTH} ký tự.",
                f"A password has {LEAST_LENGTH} to {MOST_LENGTH} characters.",
            ),
            LONGER,
        )
    if is_common(password):
        raise InvalidInput(
            Words("Mật khẩu này quá phổ biến, dễ bị đoán.", "This password is too common and easily guessed."),
            LONGER,
        )
    if holds_a_name(password, names):
        raise InvalidInput(
            Words("Mật khẩu không được là tên của bạn.", "A password must not be made of your name."), LONGER
        )
    return HASHER.hash(password)


def fits(password: str, password_hash: str) -> bool:
    """Whether the password is the hashed one. An empty hash takes as long, so that nobody learns which logins exist."""
    right = HASHER.verify(password[:MOST_LENGTH], password_hash or _nobodys_hash())
    return right and password_hash != ""


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("nobody has this password")
