"""What is to be done when: named alarms on the monotonic clock, each with one thing to do."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_S = 60.0


class Agenda:
    """Alarms of one thread. Setting an alarm again moves it."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._acts: dict[str, Callable[[], None]] = {}
        self._due_s: dict[str, float] = {}

    def on(self, name: str, act: Callable[[], None]) -> None:
        """Say what alarm ``name`` does."""
        self._acts[name] = act

    def set(self, name: str, in_s: float) -> None:
        """Do it in ``in_s`` seconds, and not when it was set before."""
        self._due_s[name] = self._monotonic_s() + in_s

    def sooner(self, name: str, in_s: float) -> None:
        """Do it in ``in_s`` seconds at the latest."""
        due_s = self._monotonic_s() + in_s
        self._due_s[name] = min(due_s, self._due_s.get(name, due_s))

    def due_in_s(self) -> float:
        """How long nothing is due, a minute at most."""
        next_s = min(self._due_s.values(), default=self._monotonic_s() + LONGEST_S)
        return min(LONGEST_S, max(0.0, next_s - self._monotonic_s()))

    def run_due(self) -> None:
        """Do everything that is due, the longest due first; each alarm once."""
        now_s = self._monotonic_s()
        for name in sorted(
            (name for name, due_s in self._due_s.items() if due_s <= now_s), key=self._due_s.__getitem__
        ):
            del self._due_s[name]
            self._acts[name]()
