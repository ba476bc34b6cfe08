"""The table of layouts that people drew."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class BoardLayout(Row, table=True):
    """A layout of a unit, for its boards and those of all units below it."""

    __tablename__ = "board_layout"

    id: str = Field(primary_key=True, max_length=32)
    """What settings name it by, so that it may be called otherwise at any time; unlike any template's name."""
    unit_id: str = Field(foreign_key="unit.id", index=True, max_length=32)
    name: str = Field(max_length=60)
    zones: str
    """A :data:`media.board.Sketch` as JSON."""
    changed_at_ms: int = Field(sa_type=BigInteger)
