"""Tables of administrative units, of what was merged into what, and of the events that did it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger
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
    """From ``effective`` on, the land of ``from_id`` (or a part of it) belongs to ``into_id``.

    A renamed or moved unit is a new record too: all that became of a unit is found by these rows (:mod:`.lineage`).
    """

    __tablename__ = "unit_merger"
    unit_column: ClassVar[str] = "into_id"

    from_id: str = Field(primary_key=True, foreign_key="unit.id")
    into_id: str = Field(primary_key=True, foreign_key="unit.id")
    effective: date


class UnitEvent(Row, table=True):
    """A merger, split, change of name or move that was decided. ``state``: ``waiting -> applied | cancelled``."""

    __tablename__ = "unit_event"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=16)
    effective: date = Field(index=True)
    """The first day on which it holds, in the province's time zone."""
    basis: str = Field(default="", max_length=500)
    """The resolution it rests on, in words."""
    body: str
    """JSON of :class:`controller.units.order.Order`."""
    done: str = "{}"
    """JSON of :class:`controller.units.events.Done`."""
    state: str = Field(index=True, max_length=16)
    written_by: int | None = Field(default=None, foreign_key="user_account.id")
    written_at_ms: int = Field(sa_type=BigInteger)
    applied_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    hindrance_vi: str = Field(default="", max_length=2_000)
    hindrance_en: str = Field(default="", max_length=2_000)
    """Why it could not be applied on its day; empty when nothing is in its way."""


class Rehoming(Row, table=True):
    """One thing that an event moved to another unit: who goes where, and the history of homes for reports."""

    __tablename__ = "unit_rehoming"
    recorded: ClassVar[bool] = False
    """It is a trail itself, of the event that is recorded."""

    event_id: int = Field(primary_key=True, foreign_key="unit_event.id")
    what: str = Field(primary_key=True, max_length=16)
    """A name of :data:`controller.units.belongings.MOVING`."""
    thing_id: str = Field(primary_key=True, index=True, max_length=64)
    from_id: str = Field(foreign_key="unit.id", max_length=32)
    into_id: str = Field(foreign_key="unit.id", max_length=32)
    since_ms: int = Field(sa_type=BigInteger)
    """The first moment of the new home by law: midnight of the event's day where the province is."""
    moved_at_ms: int = Field(sa_type=BigInteger)
    """When it was done here."""
