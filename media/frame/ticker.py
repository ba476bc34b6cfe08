"""Where the running text stands at a moment. Pure.

The place is computed from the time, not added up frame by frame, so that the speed is exact whatever the frame rate,
two boards run in step, and the preview of a moment is what the board showed.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_BOXES_A_SECOND = 0.6
"""Of its box's width: dense letters that run faster change light and dark over three times a second (WCAG 2.3.1)."""


@dataclass(frozen=True, slots=True)
class TickerRun:
    """A strip ``strip_px`` wide that runs round and round to the left through a box ``box_px`` wide."""

    strip_px: int
    box_px: int
    speed_px_s: int
    step_px: int = 1
    """It moves so far at a time: always the same distance after the same time, which eyes see as no stutter."""

    @classmethod
    def of(cls, strip_px: int, box_px: int, speed_px_s: int, fps: int) -> TickerRun:
        """The ticker with the smallest steps that need no more than ``fps`` pictures a second.

        One too fast for its box runs as fast as :data:`MOST_BOXES_A_SECOND` lets it.
        """
        speed = max(1, min(speed_px_s, int(box_px * MOST_BOXES_A_SECOND)))
        return cls(strip_px, box_px, speed, -(-speed // fps))

    def offset_px(self, now_ms: int) -> int:
        """How many pixels of the strip have left the box at ``now_ms``: 0 up to ``strip_px`` - 1."""
        return self._steps(now_ms) * self.step_px % self.strip_px

    def next_move_ms(self, now_ms: int) -> int:
        """The first moment after ``now_ms`` at which the offset is another."""
        return -(-(self._steps(now_ms) + 1) * self.step_px * 1000 // self.speed_px_s)

    def _steps(self, now_ms: int) -> int:
        return now_ms * self.speed_px_s // (1000 * self.step_px)

    def pieces(self, offset_px: int) -> list[tuple[int, int, int]]:
        """What fills the box: (from in the strip, to in the box, width), left to right."""
        filled = 0
        pieces = []
        while filled < self.box_px:
            begin = (offset_px + filled) % self.strip_px
            width = min(self.strip_px - begin, self.box_px - filled)
            pieces.append((begin, filled, width))
            filled += width
        return pieces
