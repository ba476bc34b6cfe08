"""Opaque secrets given to browsers and programs, and what is derived from them."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored of a token. It is random, so a plain SHA-256 can't be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(cookie: str) -> str:
    """The value every form of the browser that holds ``cookie`` must carry; another site can't read or make it."""
    return hmac.new(cookie.encode(), b"rao form", hashlib.sha256).hexdigest()


def csrf_fits(cookie: str, given: str) -> bool:
    """Whether ``given`` came from a form made for the holder of ``cookie``."""
    return hmac.compare_digest(csrf_of(cookie).encode(), given.encode())
