"""Table of the newest pictures."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class SnapshotRow(Row, table=True):
    """Where the newest picture of one device is."""

    __tablename__ = "snapshot"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    path: str = Field(max_length=1000)
    media_type: str = Field(max_length=32)
    taken_at_ms: int = Field(sa_type=BigInteger)
    """When it arrived, by the controller's clock."""
    showing: str = Field(default="", max_length=200)
    """What the device says the picture shows."""
