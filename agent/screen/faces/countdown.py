"""A countdown."""

from __future__ import annotations

from agent.screen.clock import Moment
from agent.screen.live import Live
from agent.screen.window import Window
from protocol.errors import RaoError
from protocol.manifest import CountdownItem
from protocol.programme_types import ShowItem


class CountdownFace:
    """A countdown in the main zone. It needs no file, so it is drawn where it is shown: a few milliseconds a second."""

    framed = True
    page = 0

    def __init__(self, of: ShowItem, item: CountdownItem, live: Live) -> None:
        self.of = of
        self._item = item
        self._live = live

    def draw(self, _window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        self._live.forget()
        self._live.step(self._item, now)

    def step(self, _window: Window, now: Moment) -> bool:
        """Another second."""
        self._live.step(self._item, now)
        return False

    def wait_ms(self, now: Moment) -> int | None:
        """Until it reads another time."""
        return self._live.wait_ms(now)

    def trouble(self) -> RaoError | None:
        """Drawn whole or not at all."""
        return None

    def leave(self) -> None:
        """Holds nothing."""
