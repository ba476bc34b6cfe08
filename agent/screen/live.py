"""A countdown in one zone: drawn again whenever it reads another time."""

from __future__ import annotations

from agent.screen.clock import Moment
from agent.screen.window import Window
from media.board import countdown_changes_in_ms
from media.frame import Painter
from protocol.layouts import Place
from protocol.manifest import CountdownItem


class Live:
    """Puts the countdown into ``zone``."""

    def __init__(self, zone: Place, painter: Painter, window: Window) -> None:
        self._zone = zone
        self._painter = painter
        self._window = window
        self._item: CountdownItem | None = None
        self._stands_until_ms: int | None = 0

    def forget(self) -> None:
        """Something else stands in the zone now."""
        self._item, self._stands_until_ms = None, 0

    def step(self, item: CountdownItem, now: Moment) -> None:
        """Draw it if it reads another time."""
        if item == self._item and (self._stands_until_ms is None or now.wall_ms < self._stands_until_ms):
            return
        self._item, self._stands_until_ms = item, _until_ms(item, now)
        image = self._painter.countdown(item, self._zone.room, now.wall_ms)
        self._window.put(self._window.ready(image), self._zone.x_px, self._zone.y_px)

    def wait_ms(self, now: Moment) -> int | None:
        """Until it reads another time; None when it never will."""
        if self._item is None or self._stands_until_ms is None:
            return None
        return max(0, self._stands_until_ms - now.wall_ms)


def _until_ms(item: CountdownItem, now: Moment) -> int | None:
    changes_in_ms = countdown_changes_in_ms(item.target_ms - now.wall_ms)
    return None if changes_in_ms is None else now.wall_ms + changes_in_ms
