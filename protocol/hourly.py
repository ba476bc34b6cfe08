"""A percentage that is another one at some hours of the day. Pure.

While the clock is unknown no hour is believed, and what holds outside all hours holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from protocol.clock_trust import ClockTrust
from protocol.documents import PercentWindow
from protocol.ids import EpochMs
from protocol.recurrence import window_spans
from protocol.spans import next_edge

FAR = EpochMs(1 << 62)


class Hourly(NamedTuple):
    """``percent`` holds, and so it stays until ``until_ms``."""

    percent: int
    until_ms: EpochMs


def percent_at(
    windows: Sequence[PercentWindow], otherwise: int, time_zone: str, now_ms: EpochMs, clock: ClockTrust
) -> Hourly:
    """The percentage of the first of ``windows`` that is on at ``now_ms``, else ``otherwise``."""
    if clock == "unknown" or not windows:
        return Hourly(otherwise, FAR)
    spans = [(one, window_spans((one,), time_zone, now_ms)) for one in windows]
    until_ms = next_edge((span for _, of_one in spans for span in of_one), now_ms) or FAR
    on = (one.percent for one, of_one in spans if any(span.holds(now_ms) for span in of_one))
    return Hourly(next(on, otherwise), until_ms)
