"""The device's time as the other parts see it: the wall clock with its trust, and time that only runs forward."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.clock.kernel import Synchronised, boot_id, synchronised
from agent.clock.trust import BORN_MS, judge
from agent.config.config import ClockPolicy
from agent.store import State
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.uplink import ClockTrust

FLOOR = "time-floor-ms"
RIGHT_IN_BOOT = "clock-right-in-boot"
PERSIST_EVERY_MS = 10 * 60 * 1000


def wall_clock() -> EpochMs:
    """The system's wall clock."""
    return EpochMs(time.time_ns() // 1_000_000)


class Timeline:
    """Wall clock, its trust, and the time floor on disk.

    ``lived_ms`` is for expiry: it starts at the floor, runs at the pace of the monotonic clock, and follows the wall
    clock forward only, and only while that can be believed. So a clock that steps back never re-opens what has run out,
    and a clock that is wrong never ends a warning.
    """

    def __init__(
        self,
        state: State,
        policy: ClockPolicy,
        *,
        wall: Callable[[], EpochMs] = wall_clock,
        monotonic_s: Callable[[], float] = time.monotonic,
        kernel: Callable[[], Synchronised] = synchronised,
        boot: str | None = None,
    ) -> None:
        self._state, self._policy, self._kernel = state, policy, kernel
        self._wall, self._monotonic_s = wall, monotonic_s
        self._boot = (boot_id() if boot is None else boot).encode()
        self._persisted_ms = self._floor_ms = EpochMs(max(BORN_MS, int(state.fact(FLOOR) or 0)))
        self._was_right = bool(self._boot) and state.fact(RIGHT_IN_BOOT) == self._boot
        self._lived_ms, self._lived_at_s = self._floor_ms, monotonic_s()
        self._trust: ClockTrust = "unknown"

    def now(self) -> Now:
        """Wall clock and its trust, and remember what that proves."""
        wall_ms = self._wall()
        self._trust = trust = judge(wall_ms, self._floor_ms, self._kernel(), self._policy, was_right=self._was_right)
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

    def lived_ms(self) -> EpochMs:
        """Time for expiry: never goes back while this process lives, nor behind the floor after it."""
        now_s = self._monotonic_s()
        paced = self._lived_ms + int((now_s - self._lived_at_s) * 1000)
        believed = self._wall() if self._trust != "unknown" else self._floor_ms
        self._lived_ms, self._lived_at_s = EpochMs(max(paced, believed, self._floor_ms)), now_s
        return self._lived_ms

    def _note_right(self) -> None:
        if not self._was_right and self._boot:
            self._state.remember(RIGHT_IN_BOOT, self._boot)
        self._was_right = True
