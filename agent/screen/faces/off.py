"""The panel switched off."""

from __future__ import annotations

from agent.screen.clock import Moment
from agent.screen.window import Window
from protocol.errors import RaoError
from protocol.programme_types import ShowOff


class OffFace:
    """Nothing, on purpose: the hours in which the screen is to be dark."""

    framed = False
    page = 0

    def __init__(self, of: ShowOff) -> None:
        self.of = of

    def draw(self, window: Window, _now: Moment) -> None:
        """See :class:`Face`."""
        window.blank()

    def step(self, _window: Window, _now: Moment) -> bool:
        """Stays dark."""
        return False

    def wait_ms(self, _now: Moment) -> int | None:
        """Stays dark."""
        return None

    def trouble(self) -> RaoError | None:
        """Nothing can break."""
        return None

    def leave(self) -> None:
        """Holds nothing."""
