"""The device's time as the other parts see it: the wall clock, how far to believe it, and what is surely past."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.clock.kernel import Synchronised, boot_id, synchronised
from agent.clock.trust import BORN_MS, judge
from agent.config.config import ClockPolicy
from agent.store import State
from protocol.ids import EpochMs
from protocol.intake import Now

FLOOR = "time-floor-ms"
RIGHT_IN_BOOT = "clock-right-in-boot"
PERSIST_EVERY_MS = 10 * 60 * 1000


def wall_clock() -> EpochMs:
    """The system's wall clock."""
    return EpochMs(time.time_ns() // 1_000_000)


class Timeline:
    """Wall clock, its trust, and the time floor on disk."""

    def __init__(
        self,
        state: State,
        policy: ClockPolicy,
        *,
        wall: Callable[[], EpochMs] = wall_clock,
        kernel: Callable[[], Synchronised] = synchronised,
        boot: str | None = None,
    ) -> None:
        self._state, self._policy, self._kernel = state, policy, kernel
        self._wall = wall
        self._boot = (boot_id() if boot is None else boot).encode()
        self._persisted_ms = self._floor_ms = EpochMs(max(BORN_MS, int(state.fact(FLOOR) or 0)))
        self._was_right = bool(self._boot) and state.fact(RIGHT_IN_BOOT) == self._boot

    def now(self) -> Now:
        """Wall clock and its trust, and remember what that proves."""
        wall_ms = self._wall()
        trust = judge(wall_ms, self._floor_ms, self._kernel(), self._policy, was_right=self._was_right)
        if trust == "trusted":
            self._note_right()
            self.saw(wall_ms)
        return Now(wall_ms, trust)

    def saw(self, past_ms: EpochMs) -> None:
        """Something trusted or signed says ``past_ms`` is past; raises the floor, on disk every ten minutes of it."""
        self._floor_ms = max(self._floor_ms, past_ms)
        if self._floor_ms >= self._persisted_ms + PERSIST_EVERY_MS:
            self._state.remember(FLOOR, str(self._floor_ms).encode())
            self._persisted_ms = self._floor_ms

    def _note_right(self) -> None:
        if not self._was_right and self._boot:
            self._state.remember(RIGHT_IN_BOOT, self._boot)
        self._was_right = True
