"""Faults: each told once, not once a second, and the present ones named in every heartbeat."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from agent.outbox.log import LogBox
from protocol.uplink import Fault

log = logging.getLogger(__name__)

QUIET_S = 10 * 60.0
"""The same fault again within this time is not logged again."""
PRESENT_S = 5 * 60.0
MOST_REMEMBERED = 256
MOST_NAMED = 16


class FaultDesk:
    """Takes faults from every part of the device."""

    def __init__(self, box: LogBox, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._box, self._monotonic_s = box, monotonic_s
        self._last_told_s: dict[tuple[str, str], float] = {}
        self._last_seen_s: dict[str, float] = {}
        self._lasting: set[tuple[str, str]] = set()

    def note(self, fault: Fault) -> None:
        """Keep ``fault`` for the controller unless it was told just now."""
        self._last_seen_s[fault.code] = self._monotonic_s()
        self._write(fault)

    def begin(self, about: str, fault: Fault) -> None:
        """``about`` has ``fault`` until :meth:`end`; however often that is told meanwhile, it is kept once."""
        if (about, fault.code) not in self._lasting:
            self._lasting.add((about, fault.code))
            self._write(fault)

    def end(self, about: str, code: str, news: Fault | None) -> None:
        """``about`` has the fault ``code`` no more; ``news`` is kept for the controller, unless it had none."""
        if (about, code) in self._lasting:
            self._lasting.discard((about, code))
            if news is not None:
                self._write(news)

    def present(self) -> tuple[str, ...]:
        """Codes of the faults of the last five minutes, and of those that last."""
        since_s = self._monotonic_s() - PRESENT_S
        self._last_seen_s = {code: at_s for code, at_s in self._last_seen_s.items() if at_s > since_s}
        return tuple(sorted({*self._last_seen_s, *(code for _, code in self._lasting)}))[:MOST_NAMED]

    def _write(self, fault: Fault) -> None:
        now_s, key = self._monotonic_s(), (fault.code, fault.detail)
        if now_s - self._last_told_s.get(key, -QUIET_S) < QUIET_S:
            return
        log.warning("%s: %s", fault.code, fault.detail)
        self._box.add(fault)
        self._last_told_s[key] = now_s
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        while len(self._last_told_s) > MOST_REMEMBERED:
            del self._last_told_s[next(iter(self._last_told_s))]
