"""The silence before a sound: an amplifier that sleeps is woken by it, a decoder starts under it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from protocol.manifest import VideoItem
from protocol.programme_types import PlayAlert, PlayItem

DECODER_START_MS = 120
AWAKE_MS = 10_000
"""How long an amplifier is taken to stay awake after the last sound."""


class Lead(NamedTuple):
    """How much silence goes first, and how much of the sound is left out for it."""

    silence_ms: int
    skipped_ms: int


def lead_of(play: PlayItem | PlayAlert, silent_for_ms: int | None, amplifier_warm_up_ms: int) -> Lead:
    """The lead of ``play`` after ``silent_for_ms`` (None: nothing was heard yet).

    The sound of a clip must keep step with its picture: silence plays at once while the decoder starts, and the sound
    comes in where the picture then is. Any other sound is said from its first word.
    """
    asleep = silent_for_ms is None or silent_for_ms > AWAKE_MS
    warm_up_ms = amplifier_warm_up_ms if asleep else 0
    if isinstance(play, PlayItem) and isinstance(play.item, VideoItem):
        lead_ms = max(warm_up_ms, DECODER_START_MS)
        return Lead(lead_ms, lead_ms)
    return Lead(warm_up_ms, 0)
