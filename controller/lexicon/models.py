"""The table of words and how they are said."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class LexiconEntry(Row, table=True):
    """How one unit, and all units below it that say nothing else of it, have a word said in one language."""

    __tablename__ = "lexicon_entry"

    id: str = Field(primary_key=True, max_length=32)
    """Made of the unit, the language and what is written: the same word to the same unit is the same entry."""
    unit_id: str = Field(foreign_key="unit.id", index=True)
    language: str = Field(max_length=3)
    written: str = Field(max_length=200)
    spoken: str = Field(max_length=200)
    note: str = Field(default="", max_length=200)
    changed_by: int | None = Field(default=None, foreign_key="user_account.id")
    changed_at_ms: int = Field(sa_type=BigInteger)
