"""Keeps an amplifier on while there is sound and for a while after it, and knows how awake it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from agent.speaker.amplifier.amplifier import Amplifier
from protocol.errors import RaoError, Unavailable

AHEAD_MS = 2_000
"""An amplifier is woken so much before it must be: twice as long as from one check to the next."""

_log = logging.getLogger(__name__)


class Keeper:
    """One amplifier's day, whichever of its users sounds; from any thread.

    A switch that fails is told once until it works again, and tried again at each turn.
    """

    def __init__(
        self,
        amplifier: Amplifier,
        *,
        warm_up_ms: int,
        hold_s: float,
        monotonic_s: Callable[[], float],
        on_trouble: Callable[[RaoError], None],
    ) -> None:
        self._amplifier = amplifier
        self._warm_up_ms = warm_up_ms
        self._hold_s = hold_s
        self._monotonic_s = monotonic_s
        self._on_trouble = on_trouble
        self._woken_at_s: float | None = None
        self._rests_since_s = 0.0
        self._users: set[object] = set()
        self._lock = threading.Lock()
        self._trouble = ""

    def open(self) -> None:
        """Off, until something is to be heard; from here on the switch is ours."""
        self._turn(on=False)

    def wake(self, user: object) -> int:
        """Sound of ``user`` is coming: power on. How many milliseconds the amplifier still takes until it is awake."""
        with self._lock:
            self._users.add(user)
            self._woken()
        return self.awake_in_ms()

    def awake_in_ms(self) -> int:
        """How long it still takes until the amplifier is awake, or would from now on."""
        woken_at_s = self._woken_at_s
        on_for_s = 0.0 if woken_at_s is None else self._monotonic_s() - woken_at_s
        return max(0, self._warm_up_ms - int(on_for_s * 1000))

    def expect(self, in_ms: int) -> None:
        """Sound is coming in so long: power on when it is time, so that nobody waits then. Called every second."""
        if 0 <= in_ms <= self._warm_up_ms + AHEAD_MS:
            with self._lock:
                self._woken()
                self._rests_since_s = self._monotonic_s()

    def rest(self, user: object) -> None:
        """The last sample of ``user`` was handed out."""
        with self._lock:
            self._users.discard(user)
            self._rests_since_s = self._monotonic_s()

    def check(self) -> None:
        """Power off once it has rested for as long as it is held."""
        with self._lock:
            rests = self._woken_at_s is not None and not self._users
            if rests and self._monotonic_s() - self._rests_since_s >= self._hold_s:
                self._woken_at_s = None
                self._turn(on=False)

    def close(self) -> None:
        """Off, and the switch is nobody's again."""
        self._woken_at_s = None
        self._turn(on=False)
        self._amplifier.close()

    def _woken(self) -> None:
        if self._woken_at_s is None or self._trouble:
            self._turn(on=True)
        if self._woken_at_s is None:
            self._woken_at_s = self._monotonic_s()

    def _turn(self, *, on: bool) -> None:
        try:
            self._amplifier.turn(on=on)
        except Unavailable as error:
            self._tell(error)
        else:
            self._trouble = ""
            _log.debug("amplifier switched %s by %s", "on" if on else "off", self._amplifier.name)

    def _tell(self, error: Unavailable) -> None:
        if str(error) != self._trouble:
            self._trouble = str(error)
            _log.warning("amplifier not switched by %s: %s", self._amplifier.name, error)
            self._on_trouble(error)
