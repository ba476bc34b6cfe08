"""When a sound should be heard, and what is done about a sound that is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from media.sound import RATE_HZ

Rule = Literal["start", "whole", "in step"]
"""``start``: it begins then and runs at its own speed (a relay). ``whole``: it begins then at the earliest, all of it
is heard, and what it is late is caught up with slowly. ``in step``: so too, but what should have been heard is left out
(the sound of a clip, an item joined in its middle).
"""
RETIMED_S = 2.0
"""A clock that is set by more than this moves nothing that sounds."""


@dataclass(slots=True)
class Due:
    """The first sample of a source belongs to the monotonic second ``at_s``."""

    at_s: float
    rule: Rule

    def wait_frames(self, at_s: float) -> int:
        """How many samples of silence go before it for a block that is heard at ``at_s``."""
        return max(0, round((self.at_s - at_s) * RATE_HZ))

    def late_frames(self, at_s: float, taken: int) -> float:
        """How late a sound is of which ``taken`` samples were heard by ``at_s``; negative: early."""
        return (at_s - self.at_s) * RATE_HZ - taken

    def retime(self, at_s: float) -> None:
        """The clock that all loudspeakers share moved a little."""
        if abs(at_s - self.at_s) <= RETIMED_S:
            self.at_s = at_s
