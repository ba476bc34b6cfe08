"""A header, a clock or a QR code."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.window import Window
from media.frame import Painter, clock_shown, next_minute_ms
from protocol.layouts import ClockZone, HeaderZone, QrZone


class StandingPane:
    """Changes with the minute and with the unit's name, and with nothing else."""

    def __init__(self, zone: HeaderZone | ClockZone | QrZone, painter: Painter, window: Window) -> None:
        self._zone = zone
        self._painter = painter
        self._window = window
        self._says: tuple[str, str] | None = None
        self._read_at: tuple[int, ScreenScene] | None = None

    def forget(self) -> None:
        """See :class:`Pane`."""
        self._says = self._read_at = None

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """Another minute, or another name."""
        read_at = (next_minute_ms(now.wall_ms), scene)
        if self._read_at is not None and self._read_at[0] == read_at[0] and self._read_at[1] is scene:
            return
        self._read_at = read_at
        says = self._words(scene, now)
        if says != self._says:
            self._says = says
            image = self._painter.standing(self._zone, *says)
            self._window.put(self._window.ready(image), self._zone.x_px, self._zone.y_px)

    def wait_ms(self, now: Moment) -> int | None:
        """Until the next minute; a QR code has none."""
        return None if isinstance(self._zone, QrZone) else next_minute_ms(now.wall_ms) - now.wall_ms

    def _words(self, scene: ScreenScene, now: Moment) -> tuple[str, str]:
        if isinstance(self._zone, QrZone):
            return "", ""
        return scene.unit_name, clock_shown(now.wall_ms, scene.time_zone, scene.clock)
