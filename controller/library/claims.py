"""What was kept a short while ago: whoever kept it is about to tell the database, so it must not be removed."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from protocol.timers import MEDIA_CLAIM_S

FORGET_FROM = 4096
"""How many are held before those that ended are forgotten; then twice as many as are left."""


class Claims:
    """One a store. It lives in memory: one process works with a store (ADR 14)."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._kept_at_s: dict[str, float] = {}
        self._forget_from = FORGET_FROM
        self._lock = Lock()

    def note(self, sha256: str) -> None:
        """To be called before it is looked whether the content is there."""
        with self._lock:
            self._kept_at_s[sha256] = self._now_s()
            if len(self._kept_at_s) > self._forget_from:
                self._forget()
                self._forget_from = max(FORGET_FROM, 2 * len(self._kept_at_s))

    def unless_claimed(self, sha256: str, remove: Callable[[], object]) -> bool:
        """Runs ``remove`` unless the content was kept lately, and answers whether; nobody claims it meanwhile."""
        with self._lock:
            self._forget()
            if sha256 in self._kept_at_s:
                return False
            remove()
            return True

    def _forget(self) -> None:
        since_s = self._now_s() - MEDIA_CLAIM_S
        self._kept_at_s = {sha256: at_s for sha256, at_s in self._kept_at_s.items() if at_s > since_s}
