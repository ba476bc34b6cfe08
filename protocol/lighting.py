"""How bright a screen is to be at a moment. Pure."""

from __future__ import annotations

from protocol.clock_trust import ClockTrust
from protocol.documents import Desired
from protocol.hourly import FAR, Hourly, percent_at
from protocol.ids import EpochMs
from protocol.programme_types import Screen, ShowAlert


def light(desired: Desired, screen: Screen, time_zone: str, now_ms: EpochMs, clock: ClockTrust) -> Hourly:
    """The brightness at ``now_ms`` of a board that shows ``screen``.

    While the clock is unknown it is that of the day, at which everything can be read.
    """
    if isinstance(screen, ShowAlert):
        return Hourly(desired.emergency_brightness_percent, FAR)
    return percent_at(desired.brightness_windows, desired.brightness_percent, time_zone, now_ms, clock)
