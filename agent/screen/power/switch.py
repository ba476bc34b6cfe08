"""Keeps a panel as it is wanted: a thread moves the lever, again after a while when that failed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from agent.screen.power.power import Lever
from protocol.errors import RaoError, Unavailable

RETRY_S = 60.0
"""A display that wakes up, or is plugged in, obeys a minute later."""
PARTING_S = 1.0
"""A lever that hangs is not waited for any longer when the agent stops."""

_log = logging.getLogger(__name__)


class Switch:
    """See :class:`agent.screen.power.power.Power`."""

    def __init__(self, lever: Lever, on_trouble: Callable[[RaoError], None], retry_s: float = RETRY_S) -> None:
        self.name = lever.name
        self.trouble: RaoError | None = None
        self._lever = lever
        self._on_trouble = on_trouble
        self._retry_s = retry_s
        self._wanted: bool | None = None
        self._stopping = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="screen-power", daemon=True)
        self._thread.start()

    def on(self) -> None:
        """See :class:`Power`."""
        self._want(on=True)

    def off(self) -> None:
        """See :class:`Power`."""
        self._want(on=False)

    def close(self) -> None:
        """See :class:`Power`."""
        with self._change:
            self._stopping = True
            self._change.notify()
        self._thread.join(PARTING_S)

    def _want(self, *, on: bool) -> None:
        with self._change:
            self._wanted = on
            self._change.notify()

    def _run(self) -> None:
        tried: bool | None = None
        wait_s: float | None = None
        while (tried := self._next(tried, wait_s)) is not None:
            wait_s = None if self._turned(on=tried) else self._retry_s
        self._lever.close()

    def _next(self, tried: bool | None, wait_s: float | None) -> bool | None:
        """What is wanted, once that is another than ``tried`` or ``wait_s`` are over; None at the end."""
        with self._change:
            self._change.wait_for(lambda: self._stopping or self._wanted is not tried, wait_s)
            return None if self._stopping else self._wanted

    def _turned(self, *, on: bool) -> bool:
        try:
            self._lever.turn(on=on)
        except Unavailable as error:
            self._tell(error)
            return False
        self.trouble = None
        _log.info("panel switched %s by %s", "on" if on else "off", self.name)
        return True

    def _tell(self, error: Unavailable) -> None:
        known = self.trouble is not None and str(self.trouble) == str(error)
        self.trouble = error
        if not known:
            _log.warning("panel not switched by %s: %s", self.name, error)
            self._on_trouble(error)
