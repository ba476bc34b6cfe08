"""Tables of signing in at a provider: who somebody is there, and browsers that were sent there."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row

ISSUER_CHARS, SUBJECT_CHARS, NAME_CHARS = 200, 255, 200
"""A subject is at most 255 ASCII characters (OpenID Connect Core 1.0, section 2)."""


class UserIdentity(Row, table=True):
    """By what a provider knows a person: the issuer and its subject, which it never gives to somebody else."""

    __tablename__ = "user_identity"
    quiet: ClassVar[frozenset[str]] = frozenset({"used_at_ms"})

    issuer: str = Field(primary_key=True, max_length=ISSUER_CHARS)
    subject: str = Field(primary_key=True, max_length=SUBJECT_CHARS)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    name: str = Field(default="", max_length=NAME_CHARS)
    """How the provider called them when they were last there; only to be read."""
    linked_at_ms: int = Field(sa_type=BigInteger)
    linked_by: int | None = Field(default=None, foreign_key="user_account.id")
    used_at_ms: int | None = Field(default=None, sa_type=BigInteger)


class ProviderVisit(Row, table=True):
    """One browser on its way to the provider and back, once; it lives some minutes."""

    __tablename__ = "provider_visit"
    recorded: ClassVar[bool] = False

    state_sha256: str = Field(primary_key=True, max_length=64)
    issuer: str = Field(max_length=ISSUER_CHARS)
    nonce: str = Field(max_length=64)
    verifier: str = Field(max_length=128)
    """Of PKCE (RFC 7636): it never leaves the controller before the code is traded."""
    browser_sha256: str = Field(max_length=64)
    """Of the cookie of the browser that was sent: no other brings the answer."""
    user_id: int | None = Field(default=None, foreign_key="user_account.id")
    """Who is signed in and wants to be known by it; None for somebody who wants in."""
    address: str = Field(default="", max_length=64, index=True)
    expires_at_ms: int = Field(sa_type=BigInteger, index=True)
