"""Tables of administrative units and of what was merged into what."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from controller.db import Row


class Unit(Row, table=True):
    """One unit as it was from ``valid_from`` to ``valid_to`` (both included).

    ``kind`` is the official word (*Xã*, *Phường*, *Thành phố* ...) and ``tier`` the level of government; both are data,
    the code compares neither with anything. ``lat``/``lon`` is a point inside the unit, WGS 84 degrees.
    """

    __tablename__ = "unit"
    unit_column: ClassVar[str] = "id"

    id: str = Field(primary_key=True, max_length=32)
    code: str = Field(index=True, max_length=16)
    name: str = Field(max_length=200)
    kind: str = Field(max_length=50)
    tier: str = Field(max_length=50)
    parent_id: str | None = Field(default=None, foreign_key="unit.id", index=True)
    """The newest version of the parent; :mod:`controller.units.tree` finds the versions before it."""
    valid_from: date
    """``UNRECORDED`` where the source gives no date: the unit is older than the records."""
    valid_to: date | None = None
    lat: float | None = None
    lon: float | None = None


class Merger(Row, table=True):
    """From ``effective`` on, the land of ``from_id`` (or a part of it) belongs to ``into_id``."""

    __tablename__ = "unit_merger"
    unit_column: ClassVar[str] = "into_id"

    from_id: str = Field(primary_key=True, foreign_key="unit.id")
    into_id: str = Field(primary_key=True, foreign_key="unit.id")
    effective: date
