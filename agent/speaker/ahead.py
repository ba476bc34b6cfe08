"""How far a sound is read ahead of what is heard: told by who makes it, asked again for every chunk."""

from __future__ import annotations

from media.sound import count_of

AHEAD_FRAMES = count_of(1_500)
"""How far a decoder runs ahead."""
REFILL_FRAMES = count_of(750)
"""So little left, it is woken: seldom, and for much at a time."""


class Ahead:
    """In samples. What is live changes it while it is read: it can't turn before all that was read is heard."""

    def __init__(self, frames: int = AHEAD_FRAMES) -> None:
        self.frames = frames

    @property
    def refill_frames(self) -> int:
        """With so many left its reader wants more."""
        return min(REFILL_FRAMES, self.frames)
