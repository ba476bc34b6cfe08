"""The silence before a sound: an amplifier that sleeps is woken by it, a decoder starts under it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from protocol.ids import EpochMs
from protocol.manifest import VideoItem
from protocol.programme_types import PlayAlert, PlayItem

DECODER_START_MS = 120
LATE_MS = 200
"""A scene that comes so much after the begin of its sound still has all of it said: its first syllable is in there."""


class Lead(NamedTuple):
    """How much silence goes first, and of which moment of the programme the first sample after it is."""

    silence_ms: int
    from_ms: EpochMs


def lead_of(play: PlayItem | PlayAlert, at_ms: EpochMs, wakes_in_ms: int) -> Lead:
    """The lead of ``play`` for a scene of ``at_ms`` through an amplifier that is awake in ``wakes_in_ms``.

    The sound of a clip must keep step with its picture: silence plays at once while the decoder starts, and the sound
    comes in where the picture then is. An item joined in its middle comes in where it is at other loudspeakers. Any
    other sound is said from its first word.
    """
    if isinstance(play, PlayItem) and isinstance(play.item, VideoItem):
        lead_ms = max(wakes_in_ms, DECODER_START_MS)
        return Lead(lead_ms, EpochMs(at_ms + lead_ms))
    joins = isinstance(play, PlayItem) and at_ms - play.began_at_ms > LATE_MS
    return Lead(wakes_in_ms, EpochMs(at_ms + wakes_in_ms) if joins else play.began_at_ms)
