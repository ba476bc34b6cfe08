"""What one thread has to do, in the order of the moments at which it is to be done."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from itertools import count

Job = Callable[[], None]


class Jobs:
    """Filled from any thread, emptied by one. Jobs of the same moment keep their order."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._waiting: list[tuple[float, int, Job]] = []
        self._numbers = count()
        self._change = threading.Condition()

    def put(self, job: Job, at_s: float = 0.0) -> None:
        """Have ``job`` done at the monotonic second ``at_s``; without one, next."""
        with self._change:
            heapq.heappush(self._waiting, (at_s, next(self._numbers), job))
            self._change.notify()

    def next(self, until_s: float) -> Job | None:
        """The next job once its moment has come; None when none has by ``until_s``."""
        with self._change:
            while (pause_s := self._pause_s(until_s)) > 0:
                self._change.wait(pause_s)
            due = self._waiting and self._waiting[0][0] <= self._monotonic_s()
            return heapq.heappop(self._waiting)[2] if due else None

    def _pause_s(self, until_s: float) -> float:
        first_s = self._waiting[0][0] if self._waiting else until_s
        return min(first_s, until_s) - self._monotonic_s()
