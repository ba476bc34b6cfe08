"""Header and ticker around the main box: each redrawn only when what it says or where it stands has changed."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.artist import Artist
from agent.screen.clock import Moment, clock_shown, next_minute_ms
from agent.screen.ticker import Ticker
from agent.screen.window import Ready, Window
from media.text import Box


class Surround:
    """What frames an item on ``window``."""

    def __init__(self, artist: Artist, window: Window, fps: int) -> None:
        self._artist = artist
        self._window = window
        self._fps = fps
        self._header: tuple[str, str] | None = None
        self._texts: tuple[str, ...] | None = None
        self._strip: Ready | None = None
        self._ticker: Ticker | None = None
        self._offset_px = -1

    def forget(self) -> None:
        """Draw all of it at the next step: something else was on the screen."""
        self._header = None
        self._offset_px = -1

    def remake(self) -> None:
        """Make the strip again too: the brightness changed."""
        self.forget()
        self._texts = None

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """Put what changed by ``now``."""
        self._step_header(scene, now)
        self._take_tickers(scene)
        self._step_ticker(now)

    def wait_ms(self, now: Moment) -> int:
        """How long nothing changes."""
        minute = next_minute_ms(now.wall_ms) - now.wall_ms
        if self._ticker is None:
            return minute
        return min(minute, self._ticker.next_move_ms(now.wall_ms) - now.wall_ms)

    def _step_header(self, scene: ScreenScene, now: Moment) -> None:
        says = (scene.unit_name, clock_shown(now.wall_ms, scene.time_zone, scene.clock))
        if says != self._header:
            self._header = says
            self._window.put(self._window.ready(self._artist.header(*says)), *self._artist.look.header.corner)

    def _take_tickers(self, scene: ScreenScene) -> None:
        if scene.tickers != self._texts:
            self._texts = scene.tickers
            image = self._artist.strip(scene.tickers)
            self._strip = self._window.ready(image) if image else None
            self._offset_px = -1
        box = self._artist.look.ticker
        speed = scene.ticker_speed_px_s
        self._ticker = Ticker.of(self._strip.width, box.width_px, speed, self._fps) if self._strip else None

    def _step_ticker(self, now: Moment) -> None:
        if self._ticker is None or self._strip is None:
            self._clear_ticker()
            return
        offset = self._ticker.offset_px(now.wall_ms)
        if offset != self._offset_px:
            self._offset_px = offset
            self._put_strip(self._ticker, self._strip, offset)

    def _put_strip(self, ticker: Ticker, strip: Ready, offset_px: int) -> None:
        box = self._artist.look.ticker
        for begin, at, width in ticker.pieces(offset_px):
            part = Box(begin, 0, width, strip.height)
            self._window.put_part(strip, part, box.x_px + at, box.y_px)

    def _clear_ticker(self) -> None:
        if self._offset_px < 0:
            self._offset_px = 0
            self._window.put(self._window.ready(self._artist.no_strip()), *self._artist.look.ticker.corner)
