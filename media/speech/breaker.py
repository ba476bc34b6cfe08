"""A circuit breaker: after a failure, leave the service alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable


class Breaker:
    """Closed at first; :meth:`trip` opens it for ``rest_s`` seconds of ``clock``."""

    def __init__(self, rest_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest_s = rest_s
        self._clock = clock
        self._closed_at: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the service is to be left alone now."""
        return self._closed_at is not None and self._clock() < self._closed_at

    def trip(self) -> None:
        """Note a failure."""
        self._closed_at = self._clock() + self._rest_s
