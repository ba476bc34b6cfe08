"""How loud the programme of a loudspeaker is to be at a moment. Alerts have a volume of their own. Pure."""

from __future__ import annotations

from protocol.clock_trust import ClockTrust
from protocol.documents import Desired
from protocol.hourly import FAR, Hourly, percent_at
from protocol.ids import EpochMs
from protocol.programme_types import PlayItem, Sound


def loudness(desired: Desired, sound: Sound, time_zone: str, now_ms: EpochMs, clock: ClockTrust) -> Hourly:
    """The programme's volume at ``now_ms``; of a board that plays nothing of it no later hour makes a difference."""
    loud = percent_at(desired.volume_windows, desired.volume_percent, time_zone, now_ms, clock)
    return loud if isinstance(sound, PlayItem) else loud._replace(until_ms=FAR)
