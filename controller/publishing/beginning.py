"""When what was just published begins, so that nobody hears it from the middle on. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from protocol.ids import EpochMs
from protocol.manifest import SlotClass

TOLD_WITHIN = timedelta(seconds=15)
"""Devices that are online know of it by then."""
MINUTE = timedelta(minutes=1)


class Beginning(NamedTuple):
    """A minute (0 to 1439) of a day of the unit's time zone."""

    day: date
    minute: int = 0


def beginning(slot_class: SlotClass, first: date, published_ms: EpochMs, time_zone: str) -> Beginning:
    """When it is first on: what cuts in or comes next, at the first full minute for which devices can be told.

    What has its time, or fills, is on the whole of its ``first`` day, and so is anything published before that.
    """
    told = datetime.fromtimestamp(published_ms / 1000, ZoneInfo(time_zone)) + TOLD_WITHIN
    begins = told.replace(second=0, microsecond=0)
    if begins != told:
        begins += MINUTE
    if slot_class in ("scheduled", "filler") or begins.date() < first:
        return Beginning(first)
    return Beginning(begins.date(), begins.hour * 60 + begins.minute)
