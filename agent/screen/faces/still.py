"""A picture or a page."""

from __future__ import annotations

from agent.screen.clock import Moment
from agent.screen.window import Ready, Window
from protocol.errors import RaoError
from protocol.layouts import Place
from protocol.programme_types import ShowItem


class StillFace:
    """A picture or a page in its zone."""

    framed = True

    def __init__(self, of: ShowItem, ready: Ready, zone: Place) -> None:
        self.of = of
        self.page = of.page
        self.ready = ready
        self.zone = zone

    def draw(self, window: Window, _now: Moment) -> None:
        """See :class:`Face`."""
        window.put(self.ready, self.zone.x_px, self.zone.y_px)

    def step(self, _window: Window, _now: Moment) -> bool:
        """Stands still."""
        return False

    def wait_ms(self, _now: Moment) -> int | None:
        """Stands still."""
        return None

    def trouble(self) -> RaoError | None:
        """Drawn whole or not at all."""
        return None

    def leave(self) -> None:
        """Holds nothing."""
