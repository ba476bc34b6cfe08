"""The safe screen."""

from __future__ import annotations

from collections.abc import Callable

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.window import Window
from media.frame import Painter, clock_shown, next_minute_ms
from protocol.errors import RaoError
from protocol.programme_types import ShowSafe


class SafeFace:
    """Unit name, clock, “đang cập nhật”."""

    framed = False
    page = 0

    def __init__(self, of: ShowSafe, painter: Painter, scene: Callable[[], ScreenScene | None]) -> None:
        self.of = of
        self._painter = painter
        self._scene = scene
        self._says: tuple[str, str] | None = None

    def draw(self, window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        self._says = self._words(now)
        window.paint(self._painter.safe(*self._says), 0, 0)

    def step(self, window: Window, now: Moment) -> bool:
        """Another minute, or another name."""
        if self._words(now) != self._says:
            self.draw(window, now)
        return False

    def wait_ms(self, now: Moment) -> int | None:
        """Until the next minute."""
        return next_minute_ms(now.wall_ms) - now.wall_ms

    def trouble(self) -> RaoError | None:
        """Drawn whole or not at all."""
        return None

    def leave(self) -> None:
        """Holds nothing."""

    def _words(self, now: Moment) -> tuple[str, str]:
        scene = self._scene()
        if scene is None:
            return "", ""
        return scene.unit_name, clock_shown(now.wall_ms, scene.time_zone, scene.clock)
