"""Units that a list of units renews: the same code from one day to the next, and no merger explains it. Pure.

That is a change of name or kind. Where a merger tells what became of the old record, or where the new one comes from,
the code went to another unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from controller.units.models import Unit


def renewals(units: Iterable[Unit], told: Iterable[tuple[str, str]]) -> dict[date, dict[str, str]]:
    """(old -> new) of each day; ``told`` are the (from, into) of all mergers."""
    told = set(told)
    begins = {(unit.code, unit.valid_from): unit for unit in units}
    found: dict[date, dict[str, str]] = {}
    for unit in begins.values():
        day = unit.valid_to + timedelta(days=1) if unit.valid_to and unit.valid_to < date.max else None
        newer = begins.get((unit.code, day)) if day else None
        if day is not None and newer is not None and not _is_explained(unit.id, newer.id, told):
            found.setdefault(day, {})[unit.id] = newer.id
    return found


def _is_explained(old: str, new: str, told: set[tuple[str, str]]) -> bool:
    return any((one == old) != (into == new) for one, into in told)
