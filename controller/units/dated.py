"""What makes a unit a dated record: its id and its days. Pure."""

from __future__ import annotations

from datetime import date

from controller.units.models import Unit
from protocol.ids import valid_id

UNRECORDED = date(1900, 1, 1)
"""Stands for "older than the records": a unit whose source row has no ``valid_from`` is ``<code>-19000101``."""
FURTHEST = date(2200, 1, 1)
"""Beyond this a date is a slip of the pen."""


def unit_id(code: str, valid_from: date) -> str:
    """``<code>-<valid_from as yyyymmdd>``, such as ``25195-20250701``."""
    return valid_id(f"{code}-{valid_from:%Y%m%d}")


def overlap(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both units exist."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def is_valid(unit: Unit, on: date) -> bool:
    """Whether the unit exists on that day; both ends are included."""
    return unit.valid_from <= on <= (unit.valid_to or date.max)
