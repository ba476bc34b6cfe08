"""The one place where the controller reads the time. Services take ``now_ms`` as an argument; the edge passes this."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from protocol.ids import EpochMs


def wall_ms() -> EpochMs:
    """Now, by the system's clock."""
    return EpochMs(time.time_ns() // 1_000_000)


def utc(at_ms: int) -> datetime:
    """A moment as the API tells it."""
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def day_of(at_ms: int, time_zone: str) -> date:
    """The day that people of a time zone have at a moment."""
    return datetime.fromtimestamp(at_ms / 1000, ZoneInfo(time_zone)).date()
