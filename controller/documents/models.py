"""Tables of the documents."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class SignedDocument(Row, table=True):
    """The newest document of one kind for one audience.

    ``rev`` and ``body`` are what is wanted; ``token`` is what was signed last (of ``signed_rev``) and what is served
    until the next signature; ``handed_digest`` is what the broker was given last.
    """

    __tablename__ = "signed_document"
    recorded: ClassVar[bool] = False

    kind: str = Field(primary_key=True, max_length=16)
    aud: str = Field(primary_key=True, max_length=32)
    topic: str = Field(max_length=100)
    rev: int = Field(sa_type=BigInteger)
    body: bytes
    """Canonical JSON."""
    body_digest: str = Field(max_length=64)
    expires_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    epoch: int = Field(default=0, sa_type=BigInteger)
    """Of the signed token, like ``signed_rev`` and ``signed_kid``; 0 while nothing was signed."""
    signed_rev: int = Field(default=0, sa_type=BigInteger)
    signed_kid: str = Field(default="", max_length=64)
    token: bytes = b""
    digest: str = Field(default="", max_length=64)
    """SHA-256 of the token; the ETag over HTTP."""
    handed_digest: str = Field(default="", max_length=64)


class Epoch(Row, table=True):
    """One row: the epoch of this database, raised when it is restored from a backup."""

    __tablename__ = "epoch"

    id: int = Field(default=1, primary_key=True)
    epoch: int = Field(sa_type=BigInteger)
