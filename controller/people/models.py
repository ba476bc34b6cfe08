"""Tables of people, what they were granted, their sessions and their API tokens. Of each secret only a hash is stored.

The one that can't be hashed is the secret of a second factor, which both sides compute with (RFC 6238).
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row
from controller.people.rights import ROLES, Grant, Role


class User(Row, table=True):
    """A person who uses the panel, in one role at one unit (and all units below it); more is in :class:`UserGrant`.

    A person is never deleted, only disabled, so that what they did stays attributable.
    """

    __tablename__ = "user_account"
    secret: ClassVar[frozenset[str]] = frozenset({"password_hash", "code_sha256", "totp_secret", "totp_pending"})
    quiet: ClassVar[frozenset[str]] = frozenset({"totp_step", "totp_pending", "signed_in_at_ms"})

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True, index=True, max_length=64)
    """Lower case."""
    full_name: str = Field(max_length=200)
    password_hash: str
    """Empty while there is none: the person has a one-time code."""
    role: str = Field(max_length=20)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    """Where the person works: who looks after people there looks after this one."""
    disabled: bool = False
    must_change: bool = False
    """The password was chosen by somebody else."""
    code_sha256: str = Field(default="", max_length=64)
    """Of the one-time code with which the person sets a password; empty when there is none."""
    code_expires_at_ms: int = Field(default=0, sa_type=BigInteger)
    totp_secret: str = Field(default="", max_length=64)
    """Base32; empty without a second factor."""
    totp_pending: str = Field(default="", max_length=64)
    """The secret that is being set up: it counts once the person has typed a code of it."""
    totp_step: int = Field(default=0, sa_type=BigInteger)
    """The time step of the last code that was taken, so that none is taken twice."""
    signed_in_at_ms: int | None = Field(default=None, sa_type=BigInteger)


class UserGrant(Row, table=True):
    """One more role of a person, in a unit and all units below it."""

    __tablename__ = "user_grant"

    user_id: int = Field(primary_key=True, foreign_key="user_account.id")
    role: str = Field(primary_key=True, max_length=20)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)


class RecoveryCode(Row, table=True):
    """One code that takes the place of a second factor, once."""

    __tablename__ = "recovery_code"
    secret: ClassVar[frozenset[str]] = frozenset({"code_sha256"})

    user_id: int = Field(primary_key=True, foreign_key="user_account.id")
    code_sha256: str = Field(primary_key=True, max_length=64)


class LoginSession(Row, table=True):
    """One browser that signed in."""

    __tablename__ = "login_session"
    secret: ClassVar[frozenset[str]] = frozenset({"token_sha256"})
    quiet: ClassVar[frozenset[str]] = frozenset({"seen_at_ms"})

    token_sha256: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    expires_at_ms: int = Field(sa_type=BigInteger)
    awaits_code: bool = False
    """The password was right, the second factor is still to come: nothing else may be done with it."""
    way: str = Field(default="password", max_length=20)
    """How the person signed in: one of :data:`controller.people.sessions.Way`."""
    began_at_ms: int = Field(default=0, sa_type=BigInteger)
    seen_at_ms: int = Field(default=0, sa_type=BigInteger)
    """To some minutes."""
    address: str = Field(default="", max_length=64)
    browser: str = Field(default="", max_length=300)


class ApiToken(Row, table=True):
    """A program that acts for a person: as they may, or less when ``role`` and ``unit_id`` are given."""

    __tablename__ = "api_token"
    secret: ClassVar[frozenset[str]] = frozenset({"token_sha256"})
    quiet: ClassVar[frozenset[str]] = frozenset({"last_used_at_ms"})

    token_sha256: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    name: str = Field(max_length=200)
    expires_at_ms: int = Field(sa_type=BigInteger)
    role: str | None = Field(default=None, max_length=20)
    unit_id: str | None = Field(default=None, foreign_key="unit.id", max_length=32)
    made_at_ms: int = Field(default=0, sa_type=BigInteger)
    last_used_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    """To some minutes."""


class SignInFailures(Row, table=True):
    """Wrong passwords and codes in a row, for a login (whether it exists or not) or from an address."""

    __tablename__ = "sign_in_failures"
    recorded: ClassVar[bool] = False

    key: str = Field(primary_key=True, max_length=150)
    """See :func:`controller.people.failures.keys_of`."""
    failures: int = 0
    failed_at_ms: int = Field(default=0, sa_type=BigInteger, index=True)
    locked_until_ms: int = Field(default=0, sa_type=BigInteger)


def role_of(text: str) -> Role:
    """A stored role as one of :data:`ROLES`; an unknown one is a KeyError, so nobody acts in it."""
    return {role: role for role in ROLES}[text]  # type: ignore[index]


def grant_of(row: User | UserGrant) -> Grant:
    """A stored role in its unit."""
    return Grant(role_of(row.role), row.unit_id)
