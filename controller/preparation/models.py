"""What is being prepared."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Preparation(Row, table=True):
    """One content that is not ready for every board yet; no row: it is. Apart from whether it is approved.

    It waits while ``number`` is 0, fails when ``fault_vi`` says why, and is else being made for the ``number``-th of
    ``count`` sizes.
    """

    __tablename__ = "preparation"
    recorded: ClassVar[bool] = False

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    since_publication: bool = False
    """Whether it waited for this when it was published; then it begins when it is ready, not when it was published."""
    geometry: str = Field(default="", max_length=64)
    """Width and height of the board, such as ``640x384``."""
    number: int = 0
    count: int = 0
    percent: int = 0
    """Of this size."""
    fault_vi: str = Field(default="", max_length=500)
    fault_en: str = Field(default="", max_length=500)
    changed_at_ms: int = Field(sa_type=BigInteger)
