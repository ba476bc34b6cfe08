"""What happens to an alert's round that is still sounding when the programme has moved on. Pure.

The programme knows how long a round should last; with the device's own voice, pauses and a drill's announcement it
lasts a little longer. So a round whose planned time is over is said to its end; one that was lifted is cut.
"""

from __future__ import annotations

from protocol.alert_rounds import round_length_ms, urgency
from protocol.ids import EpochMs
from protocol.programme_types import PlayAlert, Sound

PLAN_SLACK_MS = 500


def is_the_same(sounding: Sound, following: Sound) -> bool:
    """Whether ``following`` asks for what is ``sounding``: an alert's round stays itself when the clock was set."""
    if isinstance(sounding, PlayAlert) and isinstance(following, PlayAlert):
        return (sounding.alert, sounding.number) == (following.alert, following.number)
    return sounding == following


def lets_finish(sounding: Sound, following: Sound, at_ms: EpochMs) -> bool:
    """Whether ``following``, decided at ``at_ms``, waits for the end of what is ``sounding``."""
    if not isinstance(sounding, PlayAlert) or _muted(following):
        return False
    if isinstance(following, PlayAlert) and following.alert.id != sounding.alert.id:
        return urgency(following.alert) <= urgency(sounding.alert)
    return at_ms >= _planned_end_ms(sounding) - PLAN_SLACK_MS


def _muted(sound: Sound) -> bool:
    return sound is None or getattr(sound, "reason", "") == "muted"


def _planned_end_ms(play: PlayAlert) -> int:
    return play.began_at_ms + round_length_ms(play.alert)
