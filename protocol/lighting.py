"""How bright a screen is to be at a moment. Pure.

While the clock is unknown no hour is believed: the brightness of the day is the one at which everything can be read.
"""

from __future__ import annotations

from typing import NamedTuple

from protocol.clock_trust import ClockTrust
from protocol.documents import Desired
from protocol.ids import EpochMs
from protocol.programme_types import Screen, ShowAlert
from protocol.recurrence import window_spans
from protocol.spans import next_edge

FAR = EpochMs(1 << 62)


class Light(NamedTuple):
    """``percent`` of full brightness; so it stays until ``until_ms``."""

    percent: int
    until_ms: EpochMs


def light(desired: Desired, screen: Screen, time_zone: str, now_ms: EpochMs, clock: ClockTrust) -> Light:
    """The brightness at ``now_ms`` of a board that shows ``screen``."""
    if isinstance(screen, ShowAlert):
        return Light(desired.emergency_brightness_percent, FAR)
    if clock == "unknown" or not desired.brightness_windows:
        return Light(desired.brightness_percent, FAR)
    windows = [(one, window_spans((one,), time_zone, now_ms)) for one in desired.brightness_windows]
    until_ms = next_edge((span for _, spans in windows for span in spans), now_ms) or FAR
    on = (one.percent for one, spans in windows if any(span.holds(now_ms) for span in spans))
    return Light(next(on, desired.brightness_percent), until_ms)
