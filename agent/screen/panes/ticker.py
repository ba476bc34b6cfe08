"""Running text."""

from __future__ import annotations

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.orders import StripKey
from agent.screen.preparer import Card, Preparer
from agent.screen.window import Ready, Window
from media.frame import Painter, TickerRun
from media.text import Box
from protocol.layouts import TickerZone, texts_of


class TickerPane:
    """The strip of one zone, moved by time. Until a new strip is drawn the old one runs on."""

    def __init__(self, zone: TickerZone, painter: Painter, window: Window, preparer: Preparer, fps: int) -> None:
        self._zone = zone
        self._painter = painter
        self._window = window
        self._preparer = preparer
        self._fps = fps
        self._texts: tuple[str, ...] | None = None
        self._strip: Ready | None = None
        self._run: TickerRun | None = None
        self._speed_px_s = 0
        self._offset_px = -1

    def forget(self) -> None:
        """See :class:`Pane`."""
        self._offset_px = -1
        self._texts = None

    def step(self, scene: ScreenScene, now: Moment) -> None:
        """Take over what is to run, and move it."""
        self._take(texts_of(self._zone, scene.tickers), self._zone.speed_px_s or scene.ticker_speed_px_s)
        if self._run is not None and self._strip is not None:
            self._move(self._run, self._strip, now)
        elif self._offset_px < 0:
            self._offset_px = 0
            self._window.put(self._window.ready(self._painter.no_strip(self._zone)), self._zone.x_px, self._zone.y_px)

    def wait_ms(self, now: Moment) -> int | None:
        """Until it moves; while it waits for its strip, the preparer wakes the screen."""
        return None if self._run is None else self._run.next_move_ms(now.wall_ms) - now.wall_ms

    def _take(self, texts: tuple[str, ...], speed_px_s: int) -> None:
        if texts == self._texts and speed_px_s == self._speed_px_s:
            return
        made = self._preparer.result(StripKey(texts, self._zone.room)) if texts else None
        if texts and not isinstance(made, Card):
            return
        self._strip = made.ready if isinstance(made, Card) else None
        self._texts, self._speed_px_s, self._offset_px = texts, speed_px_s, -1
        box_px = self._zone.width_px
        self._run = TickerRun.of(self._strip.width, box_px, speed_px_s, self._fps) if self._strip else None

    def _move(self, run: TickerRun, strip: Ready, now: Moment) -> None:
        offset = run.offset_px(now.wall_ms)
        if offset == self._offset_px:
            return
        self._offset_px = offset
        for begin, at, width in run.pieces(offset):
            part = Box(begin, 0, width, strip.height)
            self._window.put_part(strip, part, self._zone.x_px + at, self._zone.y_px)
