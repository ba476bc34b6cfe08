"""What units brought, and content that is to leave the store."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Original(Row, table=True):
    """One file as a unit brought it. The same file in two units is kept once, and is two of these."""

    __tablename__ = "original"
    quiet: ClassVar[frozenset[str]] = frozenset({"thumbnail_sha256", "looked_at_ms"})

    id: str = Field(primary_key=True, max_length=32)
    """Made of the unit and the file's hash."""
    unit_id: str = Field(foreign_key="unit.id", index=True)
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64, index=True)
    name: str = Field(max_length=200)
    plain: str = Field(max_length=200)
    """The name without accents and capitals, to be searched."""
    form: str = Field(max_length=16)
    """See :mod:`controller.bulletins.kinds`."""
    kind: str = Field(max_length=16)
    """Likewise; of a recording it tells a clip from a sound."""
    size_bytes: int = Field(sa_type=BigInteger)
    duration_ms: int = 0
    """Of a recording."""
    thumbnail_sha256: str | None = Field(default=None, foreign_key="media_object.sha256", max_length=64)
    looked_at_ms: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """When its small picture was made, or it was found to have none; None: not yet."""
    brought_by: int | None = Field(default=None, foreign_key="user_account.id")
    brought_at_ms: int = Field(sa_type=BigInteger, index=True)
    trashed_at_ms: int | None = Field(default=None, sa_type=BigInteger, index=True)
    trashed_by: int | None = Field(default=None, foreign_key="user_account.id")


class Leaving(Row, table=True):
    """Content that no row knows any more, while its bytes are still in the store."""

    __tablename__ = "media_leaving"
    recorded: ClassVar[bool] = False

    sha256: str = Field(primary_key=True, max_length=64)
    since_ms: int = Field(sa_type=BigInteger)
