"""Keeps a sink open: notices when it stopped taking samples, and takes it again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal

from agent.speaker.sink import Meanwhile, Pull, Sink
from protocol.errors import Unavailable

RETAKE_S = 5.0
LOOK_S = 60.0
"""A sink that rests is woken that often: a card that was pulled out at night is a fault before the morning."""
State = Literal["fine", "starved", "lost", "away", "retaken"]

_log = logging.getLogger(__name__)


class Outlet:
    """A sink that comes back."""

    def __init__(self, sink: Sink, pull: Pull, monotonic_s: Callable[[], float]) -> None:
        self._sink = sink
        self._pull = pull
        self._monotonic_s = monotonic_s
        self._retake_at_s: float | None = None
        self._rests_since_s: float | None = None

    def open(self) -> None:
        """Open the sink; raises Unavailable when there is none, and :meth:`check` tries again."""
        try:
            self._sink.open(self._pull)
        except Unavailable:
            self._retake_at_s = self._monotonic_s() + RETAKE_S
            raise
        self._retake_at_s = self._rests_since_s = None
        _log.info("sound output %s is open", self._sink.name)

    def restart(self, meanwhile: Meanwhile) -> None:
        """What begins now is to be heard at once: see :meth:`agent.speaker.sink.Sink.restart`."""
        self._rests_since_s = None
        self._sink.restart(meanwhile)

    def wake(self) -> None:
        """Sound is coming."""
        self._rests_since_s = None
        self._sink.wake()

    def rest(self) -> None:
        """Nothing will sound for a while."""
        if self._retake_at_s is None and self._rests_since_s is None:
            self._rests_since_s = self._monotonic_s()
            self._sink.rest()

    def close(self) -> None:
        """Close the sink."""
        self._sink.close()

    def check(self) -> State:
        """How the sink is since the last check; tries again every ``RETAKE_S`` while it is away."""
        if self._retake_at_s is not None:
            return self._retake(self._retake_at_s)
        if self._sink.lost:
            _log.warning("sound output %s takes no samples any more", self._sink.name)
            self._sink.close()
            self._retake_at_s = self._monotonic_s() + RETAKE_S
            return "lost"
        if self._sink.starved:
            return self._open_anew()
        self._look()
        return "fine"

    def _open_anew(self) -> State:
        _log.warning("sound output %s had to do without samples: it is opened anew", self._sink.name)
        self._sink.close()
        return "starved" if self._retake(self._monotonic_s()) == "retaken" else "lost"

    def _look(self) -> None:
        if self._rests_since_s is not None and self._monotonic_s() - self._rests_since_s >= LOOK_S:
            self.wake()

    def _retake(self, at_s: float) -> State:
        if self._monotonic_s() < at_s:
            return "away"
        try:
            self.open()
        except Unavailable as error:
            _log.info("sound output still away: %s", error)
            return "away"
        return "retaken"
