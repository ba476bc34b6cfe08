"""From which of its moments a sound is heard, and how much silence goes first. Pure.

An amplifier that sleeps swallows what comes before it is awake. The sound of a clip must keep step with its picture,
and an item joined in its middle with other loudspeakers: both come in where they then are, once amplifier and decoder
are ready. Any other sound is said from its first word.
"""

from __future__ import annotations

from typing import NamedTuple

from agent.speaker.due import Rule
from agent.speaker.succession import keeps_step
from protocol.ids import EpochMs
from protocol.manifest import LineInItem, StreamItem
from protocol.programme_types import PlayAlert, PlayItem, Sound

LATE_MS = 200
"""A scene that comes so much after the begin of its sound still has all of it said: its first syllable is in there."""


class Lead(NamedTuple):
    """The first sample behind so much silence belongs to the moment ``from_ms`` of the programme; without a rule to no
    moment at all.
    """

    silence_ms: int
    from_ms: EpochMs
    rule: Rule | None


def has_its_time(play: Sound | None) -> bool:
    """Whether each sample of ``play`` belongs to a moment: neither an alert's nor those of what is live do."""
    return isinstance(play, PlayItem) and not isinstance(play.item, StreamItem | LineInItem)


def lead_of(play: PlayItem | PlayAlert, at_ms: EpochMs, wakes_in_ms: int) -> Lead:
    """The lead of ``play`` for a scene of ``at_ms`` through an amplifier that is awake in ``wakes_in_ms``."""
    if not isinstance(play, PlayItem) or not has_its_time(play):
        return Lead(wakes_in_ms, play.began_at_ms, None)
    if keeps_step(play) or at_ms - play.began_at_ms > LATE_MS:
        return Lead(0, EpochMs(at_ms + wakes_in_ms), "in step")
    return Lead(wakes_in_ms, play.began_at_ms, "whole")


def lead_on_time(play: PlayItem) -> Lead:
    """The lead of ``play`` when it was prepared before its begin: on the sample at which it begins."""
    if not has_its_time(play):
        return Lead(0, play.began_at_ms, "start")
    return Lead(0, play.began_at_ms, "in step" if keeps_step(play) else "whole")
