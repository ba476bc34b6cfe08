"""The table of changes to many devices."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class BulkChange(Row, table=True):
    """One change that was made to many devices. What it changed stands in the trail, row by row."""

    __tablename__ = "bulk_change"

    id: str = Field(primary_key=True, max_length=32)
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at_ms: int = Field(sa_type=BigInteger)
    devices: str
    """JSON: the ids of the devices that it changed."""
