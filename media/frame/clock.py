"""The time as people read it on a board."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from media.board import clock_text
from protocol.clock_trust import ClockTrust
from protocol.ids import EpochMs

MINUTE_MS = 60_000


def clock_shown(now_ms: EpochMs, time_zone: str, trust: ClockTrust) -> str:
    """Time and date in the unit's time zone; nothing while the clock can't be trusted to be right."""
    if trust == "unknown":
        return ""
    return clock_text(datetime.fromtimestamp(now_ms / 1000, ZoneInfo(time_zone)))


def next_minute_ms(now_ms: EpochMs) -> int:
    """The next moment at which a clock without seconds reads another time (every zone is whole minutes off UTC)."""
    return (now_ms // MINUTE_MS + 1) * MINUTE_MS
