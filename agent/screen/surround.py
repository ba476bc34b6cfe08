"""All that stands around the main zone: a pane a zone, made anew when the picture is arranged otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.live import Live
from agent.screen.orders import Orders, covers
from agent.screen.panes import Pane, SidePane, StandingPane, TickerPane
from agent.screen.preparer import Preparer
from agent.screen.telling import Telling
from agent.screen.window import Window
from media.board import framed
from media.frame import Painter
from protocol.layouts import Arrangement, MainZone, SideZone, TickerZone, Zone


class Surround:
    """The panes of one screen."""

    def __init__(
        self, painter: Painter, window: Window, preparer: Preparer, orders: Orders, telling: Telling, fps: int
    ) -> None:
        self._painter = painter
        self._window = window
        self._preparer = preparer
        self._orders = orders
        self._telling = telling
        self._fps = fps
        self._arrangement: Arrangement | None = None
        self._panes: Sequence[Pane] = ()

    def arrange(self, arrangement: Arrangement) -> bool:
        """Have these panes from now on; whether that is a change."""
        if arrangement == self._arrangement:
            return False
        self._arrangement = arrangement
        made = (self._pane(zone) for zone in arrangement.zones)
        self._panes = tuple(pane for pane in made if pane is not None)
        return True

    def draw_ground(self) -> None:
        """Put what stands where no zone is; the zones are put on it at once."""
        if self._arrangement is not None and not covers(self._arrangement.zones, self._painter.size):
            self._window.put(self._window.ready(framed(self._painter.look, self._arrangement, {})), 0, 0)

    def forget(self) -> None:
        """Draw all of it at the next step: something else was on the screen, or the brightness changed."""
        for pane in self._panes:
            pane.forget()

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """Put what changed by ``now``."""
        for pane in self._panes:
            pane.step(scene, now)

    def wait_ms(self, now: Moment) -> int | None:
        """How long nothing changes."""
        waits = (pane.wait_ms(now) for pane in self._panes)
        return min((wait for wait in waits if wait is not None), default=None)

    def _pane(self, zone: Zone) -> Pane | None:
        match zone:
            case MainZone():
                return None
            case TickerZone():
                return TickerPane(zone, self._painter, self._window, self._preparer, self._fps)
            case SideZone():
                live = Live(zone, self._painter, self._window)
                return SidePane(zone, self._orders, self._window, self._preparer, self._telling, live)
            case _:
                return StandingPane(zone, self._painter, self._window)
