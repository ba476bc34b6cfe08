"""How patient a relay is. Times in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """From when on a station counts as gone, and from when on as back."""

    join_ms: int = 4_000
    """So long it may stay quiet at the begin before the fallback is heard."""
    join_good_ms: int = 1_000
    """At the begin so much is laid by first: nothing else sounds meanwhile that could cover a stutter."""
    stall_ms: int = 700
    """So long nothing may come when all is played that was laid by; a feed's second lasts a little longer."""
    gap_ms: int = 2_000
    """Before it is heard, pauses so long don't count: Ogg comes in pages of a second."""
    starved_apart_ms: int = 20_000
    """A station that comes too slowly pauses to lay by again; when it had to so lately, its fallback is heard."""
    silence_ms: int = 10_000
    floor_dbfs: float = -60.0
    """Quieter is silence: a carrier without a programme. Pauses in speech are quieter too, but short."""
    good_ms: int = 150
    """So long it must have been good before it is heard again; four times as long after each cut that came soon."""
    good_most_ms: int = 60_000
    forgiven_ms: int = 60_000
    """Heard for so long without a cut, it is trusted as if it had never been cut."""
    hung_ms: int = 20_000
    """A listener that told nothing for so long is replaced: looking up a name can't be interrupted."""


RULES = Rules()
