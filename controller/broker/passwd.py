"""Logins as Mosquitto 2 keeps them: ``user:$7$iterations$salt$hash``, PBKDF2-HMAC-SHA512. Pure but for the salt."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

ITERATIONS = 101
"""Mosquitto's own number. More would guard guessable passwords; ours are random, and the broker checks each login on
the thread that serves everybody, ten thousand of them after a power cut."""
SALT_BYTES = 12
HASH_BYTES = 64
SCHEME = "7"


def new_password() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(password: str, salt: bytes | None = None) -> str:
    """The password as the file keeps it."""
    salt = salt or secrets.token_bytes(SALT_BYTES)
    return f"${SCHEME}${ITERATIONS}${_text(salt)}${_text(_derived(password, salt, ITERATIONS))}"


def fits(password: str, kept: str) -> bool:
    """Whether ``kept`` was made of this password; False for anything that is not of this form."""
    try:
        _, scheme, iterations, salt, wanted = kept.split("$")
        derived = _derived(password, base64.b64decode(salt), int(iterations))
        return scheme == SCHEME and hmac.compare_digest(derived, base64.b64decode(wanted))
    except (ValueError, binascii.Error, OverflowError):
        return False


def passwd_text(logins: Iterable[tuple[str, str]]) -> str:
    """The file of (username, hashed password), in alphabetical order."""
    return "".join(f"{username}:{kept}\n" for username, kept in sorted(logins))


def read_passwd(text: str) -> Mapping[str, str]:
    """Hashed passwords by username; lines without a colon are left out."""
    split = (line.partition(":") for line in text.splitlines())
    return {username: kept for username, colon, kept in split if colon}


def _derived(password: str, salt: bytes, iterations: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, iterations, HASH_BYTES)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
