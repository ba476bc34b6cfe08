"""Recurrences that are nothing but days of the week, as almost all are: a look at the weekday instead of counting all
occurrences from the first on. Pure.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY = frozenset(range(7))


def is_on(rrule: str, first: date, day: date) -> bool | None:
    """Whether the RRULE that begins on ``first`` has ``day``; None when it says more than days of the week."""
    weekdays = _weekdays(rrule, first.weekday())
    return None if weekdays is None else first <= day and day.weekday() in weekdays


@lru_cache(maxsize=256)
def _weekdays(rrule: str, of_first: int) -> frozenset[int] | None:
    """RFC 5545, 3.3.10: without BYDAY a week has the weekday of its begin."""
    parts = [part.partition("=") for part in rrule.split(";")]
    said = {name: value for name, _, value in parts}
    if len(said) < len(parts) or not set(said) <= {"FREQ", "BYDAY"} or said.get("FREQ") not in ("DAILY", "WEEKLY"):
        return None
    if "BYDAY" not in said:
        return EVERY if said["FREQ"] == "DAILY" else frozenset([of_first])
    days = said["BYDAY"].split(",")
    return frozenset(CODES.index(one) for one in days) if set(days) <= set(CODES) else None
