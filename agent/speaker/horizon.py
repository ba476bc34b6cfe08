"""When the next sample that a sink is given will be heard: the card's word, less what our own thread was late. Pure."""

from __future__ import annotations

from media.sound import RATE_HZ

SOONER, LATER = 0.2, 0.01
"""How much of a deviation is believed at once. A thread that came late makes a moment look later than it is, so what is
sooner is believed sooner; the rest of it is how far card and system clock run apart. At first all that was measured
counts alike: of a buffer that is still being filled a card does not know yet when it will be heard.
"""
JUMP_S = 0.1
"""What deviates by more is another begin, or samples the card had to do without."""


class Horizon:
    """Moments are monotonic seconds."""

    def __init__(self) -> None:
        self.end_s: float | None = None
        """When what was handed out will have been heard; None before the first of it."""
        self._measured = 0

    def reset(self) -> None:
        """What was handed out is gone; the card begins anew."""
        self.end_s, self._measured = None, 0

    def next(self, measured_s: float, frames: int) -> float:
        """When the first of the next ``frames`` samples will be heard, for a card that says ``measured_s``."""
        heard_at_s = self._believed(measured_s)
        self.end_s = heard_at_s + frames / RATE_HZ
        return heard_at_s

    def _believed(self, measured_s: float) -> float:
        if self.end_s is None or abs(measured_s - self.end_s) > JUMP_S:
            return measured_s
        self._measured += 1
        off_s = measured_s - self.end_s
        believed = max(SOONER if off_s < 0 else LATER, 1 / (self._measured + 1))
        return self.end_s + off_s * believed
