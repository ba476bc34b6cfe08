"""The two clocks a screen needs at once, and the time as people read it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from media.board import clock_text
from protocol.ids import EpochMs
from protocol.clock_trust import ClockTrust

MINUTE_MS = 60_000


class Moment(NamedTuple):
    """Now, by the wall and by a clock that never jumps."""

    wall_ms: EpochMs
    steady_ms: int


def clock_shown(now_ms: EpochMs, time_zone: str, trust: ClockTrust) -> str:
    """Time and date in the unit's time zone; nothing while the clock can't be trusted to be right."""
    if trust == "unknown":
        return ""
    return clock_text(datetime.fromtimestamp(now_ms / 1000, ZoneInfo(time_zone)))


def next_minute_ms(now_ms: EpochMs) -> int:
    """The next moment at which a clock without seconds reads another time (every zone is whole minutes off UTC)."""
    return (now_ms // MINUTE_MS + 1) * MINUTE_MS
