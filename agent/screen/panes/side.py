"""A zone beside the main one, with a playlist of its own."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.live import Live
from agent.screen.orders import Orders
from agent.screen.preparer import Broken, Card, Preparer
from agent.screen.telling import Telling
from agent.screen.window import Window
from protocol.layouts import SideZone
from protocol.manifest import CountdownItem
from protocol.programme_types import ShowItem


class SidePane:
    """Shows what the scene has for its zone; until that is drawn, or when it is broken, what was there stays."""

    def __init__(
        self, zone: SideZone, orders: Orders, window: Window, preparer: Preparer, telling: Telling, live: Live
    ) -> None:
        self._zone = zone
        self._orders = orders
        self._window = window
        self._preparer = preparer
        self._telling = telling
        self._live = live
        self._shown: ShowItem | None = None

    def forget(self) -> None:
        """See :class:`Pane`."""
        self._shown = None
        self._live.forget()

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """The next of its playlist, or another second of a countdown."""
        show = next((side.show for side in scene.sides if side.zone == self._zone), None)
        if show is None:
            return
        if isinstance(show.item, CountdownItem):
            self._live.step(show.item, now)
        elif show != self._shown:
            self._put(show, now)

    def wait_ms(self, now: Moment) -> int | None:
        """Until the countdown reads another time; nothing else changes without another scene."""
        return self._live.wait_ms(now)

    def _put(self, show: ShowItem, now: Moment) -> None:
        made = self._preparer.result(self._orders.key_of(show, self._zone.room))
        if isinstance(made, Broken):
            self._telling.failed(show, made.error, now)
        if isinstance(made, Card):
            self._live.forget()
            self._shown = show
            self._window.put(made.ready, self._zone.x_px, self._zone.y_px)
            self._telling.beside(self._zone, show, self._window.hash_of(made.ready), now)
