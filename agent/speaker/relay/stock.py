"""How much of what is relayed is laid by, and where."""

from __future__ import annotations

from dataclasses import dataclass

from agent.speaker.relay.crossfade import FADE_FRAMES
from agent.speaker.samples import BLOCK_FRAMES
from media.sound import count_of

STATION_AHEAD_FRAMES = count_of(1_000)
"""What a reader holds of a station: it outlasts the time after which one that sends nothing counts as gone."""
FALLBACK_AHEAD_FRAMES = count_of(300)
"""What it holds of the fallback, behind which a station is back later by as much."""


@dataclass(frozen=True, slots=True)
class Stock:
    """In samples. The default is a station's: delay is nothing, a hole is much."""

    block_frames: int = BLOCK_FRAMES
    """Handed on at once."""
    ahead_frames: int = STATION_AHEAD_FRAMES
    """So many its reader holds."""
    fallback_ahead_frames: int = FALLBACK_AHEAD_FRAMES
    """And so many of the fallback."""
    fade_frames: int = FADE_FRAMES
    """Kept back, so that a cut can be faded."""
    enough_frames: int = count_of(600)
    """While it is heard and this is there, no more is taken in. With what its reader has it outlasts a page of Ogg."""
    waiting_frames: int = count_of(600)
    """While its fallback is heard, only the newest of it is kept."""
    first_frames: int = count_of(2_600)
    """As much is kept at the begin, when the reader has nothing yet, and laid by in the pause of a slow one."""
    starved_ms: int = 200
    """With so little left at the reader, and no more to give, it pauses once, and lays by again, instead of
    stuttering. It is less than what is left at the reader when a station that stopped counts as stalled.
    """


STATION = Stock()
