"""Argon2id hashes of passwords."""

from __future__ import annotations

from functools import cache

from pwdlib import PasswordHash

from protocol.errors import InvalidInput
from protocol.words import Words

LEAST_LENGTH = 10
MOST_LENGTH = 200


def in_production() -> PasswordHash:
    """Argon2id with the second recommended parameters of RFC 9106: 64 MiB, 3 passes, 4 lanes."""
    return PasswordHash.recommended()


HASHER = in_production()


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt; raises :class:`InvalidInput` for a password too short or too long."""
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        raise InvalidInput(
            Words(f"Mật khẩu phải có từ {LEAST_LENGTH} ký tự.", f"A password needs {LEAST_LENGTH} characters or more."),
            Words("Chọn một câu dễ nhớ, dài hơn.", "Choose a longer sentence you remember."),
        )
    return HASHER.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one. ``None`` takes as long, so that nobody learns which logins exist."""
    right = HASHER.verify(password[:MOST_LENGTH], password_hash or _nobodys_hash())
    return right and password_hash is not None


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("nobody has this password")
