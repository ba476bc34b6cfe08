"""How much of what a relay handed on is not played yet. Pure: the times are given."""

from __future__ import annotations


class Ledger:
    """Counts sound against time. No reader holds more than ``most_ms``, so a wrong clock does not add up."""

    def __init__(self, most_ms: int) -> None:
        self._most_ms = most_ms
        self._empty_at_ms = 0

    def hand(self, lasts_ms: int, now_ms: int) -> None:
        """So much was handed on."""
        self._empty_at_ms = min(max(self._empty_at_ms, now_ms) + lasts_ms, now_ms + self._most_ms)

    def correct(self, left_ms: int, now_ms: int) -> None:
        """The reader was seen to have so much."""
        self._empty_at_ms = now_ms + left_ms

    def left_ms(self, now_ms: int) -> int:
        """How long it lasts."""
        return max(0, self._empty_at_ms - now_ms)
