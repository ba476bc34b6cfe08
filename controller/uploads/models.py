"""Files that are on their way in."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Arrival(Row, table=True):
    """One file that somebody brings. How much of it is there is the length of the file on disk, told nowhere else.

    It is gone when the file was published, given up, refused for what it is, or left alone for too long.
    """

    __tablename__ = "arrival"
    recorded: ClassVar[bool] = False

    id: str = Field(primary_key=True, max_length=32)
    """Made at random."""
    owner_id: int = Field(foreign_key="user_account.id", index=True)
    """Only they see it."""
    name: str = Field(max_length=80)
    """What its owner calls it, made safe."""
    size_bytes: int = Field(sa_type=BigInteger)
    """Of all of it."""
    begun_at_ms: int = Field(sa_type=BigInteger)
    expires_at_ms: int = Field(sa_type=BigInteger, index=True)
    """Moves on with each piece."""
