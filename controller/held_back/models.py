"""The table of devices that are held back."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row
from protocol.words import Words


class HeldBack(Row, table=True):
    """A device that can't be told what is published: what it was told before stays in force."""

    __tablename__ = "held_back"
    recorded: ClassVar[bool] = False

    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    reason_vi: str
    reason_en: str
    since_ms: int = Field(sa_type=BigInteger)

    @property
    def reason(self) -> Words:
        """What is wrong and what to do."""
        return Words(self.reason_vi, self.reason_en)
