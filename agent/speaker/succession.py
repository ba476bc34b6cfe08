"""What happens to a sound that isn't over when the programme has moved on, and what follows it without a gap. Pure.

The programme knows how long a sound should last. A sleeping amplifier and a decoder that starts make an item end a
little later; with the device's own voice, pauses and a drill's announcement so does an alert's round. So what has come
to its planned end is heard to its last syllable; what was replaced or lifted before is cut.
"""

from __future__ import annotations

from protocol.alert_rounds import round_length_ms, urgency
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, Sound

PLAN_SLACK_MS = 500


def is_the_same(sounding: Sound, following: Sound) -> bool:
    """Whether ``following`` asks for what is ``sounding``: an alert's round stays itself when the clock was set."""
    if isinstance(sounding, PlayAlert) and isinstance(following, PlayAlert):
        return (sounding.alert, sounding.number) == (following.alert, following.number)
    return sounding == following


def lets_finish(sounding: Sound, following: Sound, at_ms: EpochMs) -> bool:
    """Whether ``following``, decided at ``at_ms``, waits for the end of what is ``sounding``."""
    if is_muted(following):
        return False
    match sounding, following:
        case PlayAlert(), PlayAlert() if following.alert.id != sounding.alert.id and not _is_repeated(following):
            return urgency(following.alert) <= urgency(sounding.alert)
        case PlayItem(), PlayAlert():
            return False
        case PlayItem(), _ if not is_recorded(sounding):
            return False
        case ((PlayItem() | PlayAlert()), _):
            return at_ms >= planned_end_ms(sounding) - PLAN_SLACK_MS
    return False


def follows_on(sounding: Sound, upcoming: Sound) -> bool:
    """Whether the first sample of ``upcoming`` belongs right behind the last of what is ``sounding``."""
    if not isinstance(sounding, PlayItem) or not isinstance(upcoming, PlayItem) or sounding == upcoming:
        return False
    apart_ms = upcoming.began_at_ms - planned_end_ms(sounding)
    return is_recorded(sounding) and is_recorded(upcoming) and abs(apart_ms) <= PLAN_SLACK_MS


def keeps_step(play: Sound) -> bool:
    """Whether ``play`` is the sound of a clip."""
    return isinstance(play, PlayItem) and isinstance(play.item, VideoItem)


def planned_end_ms(play: PlayItem | PlayAlert) -> int:
    """When the programme takes ``play`` to be over."""
    return play.began_at_ms + _length_ms(play)


def is_recorded(play: PlayItem) -> bool:
    """Whether ``play`` has a first and a last sample of its own: a clip's are its picture's, a relay has none."""
    return play.speech is not None or isinstance(play.item, AudioItem)


def _length_ms(play: PlayItem | PlayAlert) -> int:
    if isinstance(play, PlayAlert):
        return round_length_ms(play.alert)
    if play.speech is not None:
        return play.speech.duration_ms
    return play.item.duration_ms if isinstance(play.item, AudioItem | VideoItem) else 0


def _is_repeated(round_of: PlayAlert) -> bool:
    """Whether it only has its turn again: that is no news that another must make room for before its last word."""
    return round_of.number > 1


def is_muted(sound: Sound) -> bool:
    """Whether ``sound`` is the silence of a mute-all, or of no loudspeaker at all."""
    return sound is None or getattr(sound, "reason", "") == "muted"
