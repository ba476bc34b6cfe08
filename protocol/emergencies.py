"""When emergencies have an output to themselves: the rounds on loudspeakers, the whole life of an alert on screens."""

from __future__ import annotations

from typing import NamedTuple

from protocol.alert_rounds import Round, life, rounds, since_last_calm
from protocol.ids import EpochMs
from protocol.manifest import Output
from protocol.programme_types import Alerts
from protocol.spans import Span, merged
from protocol.timers import ALERT_ROUND_GAP_S

GAP_MS = int(ALERT_ROUND_GAP_S * 1000)


class Announcement(NamedTuple):
    """The round that is being said; None with ``held`` in the pause between two rounds of a series."""

    round: Round | None
    held: bool
    until_ms: EpochMs


def announcement(alerts: Alerts, now_ms: EpochMs) -> Announcement:
    """What emergencies want of a loudspeaker now."""
    last_end_ms = None
    for one in rounds(since_last_calm(alerts.held, now_ms), now_ms):
        if one.span.holds(now_ms):
            return Announcement(one, True, one.span.end_ms)
        if one.span.begin_ms > now_ms:
            in_series = last_end_ms is not None and one.span.begin_ms - last_end_ms <= GAP_MS
            return Announcement(None, in_series, one.span.begin_ms)
        last_end_ms = one.span.end_ms
    return Announcement(None, False, EpochMs(1 << 62))


def interruptions(alerts: Alerts, now_ms: EpochMs, output: Output) -> list[Span]:
    """The spans up to now in which emergencies had ``output``, in order, not overlapping."""
    if output == "screen":
        return merged(life(one) for one in alerts.held)
    said = (one.span for one in rounds(alerts.held, now_ms) if one.span.begin_ms <= now_ms)
    return merged(said, GAP_MS)
