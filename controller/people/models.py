"""Tables of people, their sessions and their API tokens. No token is stored, only its SHA-256."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row
from controller.people.actor import Actor
from controller.people.rights import ROLES, Role


class User(Row, table=True):
    """A person who uses the panel, in one role at one unit (and all units below it)."""

    __tablename__ = "user_account"
    secret: ClassVar[frozenset[str]] = frozenset({"password_hash"})
    quiet: ClassVar[frozenset[str]] = frozenset({"failures"})

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True, index=True, max_length=64)
    """Lower case."""
    full_name: str = Field(max_length=200)
    password_hash: str
    role: str = Field(max_length=20)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    disabled: bool = False
    failures: int = 0
    """Wrong passwords since the last right one or the last lock."""
    locked_until_ms: int = Field(default=0, sa_type=BigInteger)

    @property
    def actor(self) -> Actor:
        """What this person acts as; a role the program no longer knows is refused by :func:`role_of`."""
        return Actor(user_id=self.id, role=role_of(self.role), unit_id=self.unit_id)


class LoginSession(Row, table=True):
    """One browser that signed in."""

    __tablename__ = "login_session"
    secret: ClassVar[frozenset[str]] = frozenset({"token_sha256"})

    token_sha256: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    expires_at_ms: int = Field(sa_type=BigInteger)


class ApiToken(Row, table=True):
    """A program that acts for a person."""

    __tablename__ = "api_token"
    secret: ClassVar[frozenset[str]] = frozenset({"token_sha256"})

    token_sha256: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    name: str = Field(max_length=200)
    expires_at_ms: int = Field(sa_type=BigInteger)


def role_of(text: str) -> Role:
    """A stored role as one of :data:`ROLES`; an unknown one is a KeyError, so nobody acts in it."""
    return {role: role for role in ROLES}[text]  # type: ignore[index]
