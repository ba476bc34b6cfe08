"""Table of claims. Of the claim itself only the hash is kept."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class ClaimToken(Row, table=True):
    """The right to enrol one device of this model in this unit, once."""

    __tablename__ = "claim_token"
    secret: ClassVar[frozenset[str]] = frozenset({"token_sha256"})

    token_sha256: str = Field(primary_key=True, max_length=64)
    unit_id: str = Field(foreign_key="unit.id", max_length=32)
    profile: str = Field(max_length=64)
    name: str = Field(max_length=200)
    expires_at_ms: int = Field(sa_type=BigInteger)
    device_id: str | None = Field(default=None, foreign_key="device.id", max_length=32)
    """Who used it."""
