"""How a sound keeps to the clock that all loudspeakers share: a little faster or slower, until it is there. Pure."""

from __future__ import annotations

from media.sound import count_of

BEGIN_FRAMES, DONE_FRAMES = count_of(5), 24
"""Begun when so far off, and ended when that near: nobody hears 5 ms between two loudspeakers."""
MOST_FRAMES = count_of(150)
"""What is further off, behind an amplifier nobody woke in time, would take minutes: it keeps its own speed, and the
next silence puts it right.
"""
BY = 0.003
"""A twentieth of a semitone."""
SMOOTH = 0.1
"""How much of each block's deviation counts: what a thread was late, once, is no drift."""


class Pace:
    """Decides, block by block, how many samples more than it lasts a block is made of."""

    def __init__(self) -> None:
        self._late: float | None = None
        self._correcting = False

    def extra_frames(self, late_frames: float, frames: int) -> int:
        """For a block of ``frames`` of a sound that is so late (negative: early); 0 leaves its samples as they are."""
        before = late_frames if self._late is None else self._late
        self._late = before + (late_frames - before) * SMOOTH
        off = abs(self._late)
        self._correcting = MOST_FRAMES > off > (DONE_FRAMES if self._correcting else BEGIN_FRAMES)
        if not self._correcting:
            return 0
        step = round(frames * BY)
        return step if self._late > 0 else -step
