"""An alert."""

from __future__ import annotations

from functools import cached_property

from agent.player.ports import ScreenScene
from agent.screen.clock import Moment
from agent.screen.window import Window
from media.board import page_at
from media.frame import AlertPage, Painter
from protocol.errors import RaoError
from protocol.programme_types import ShowAlert


class AlertFace:
    """An alert, full screen, page after page and language after language. A page is drawn when its turn comes."""

    framed = False

    def __init__(self, of: ShowAlert, painter: Painter, scene: ScreenScene, began: Moment) -> None:
        self.of = of
        self.page = 0
        self._painter = painter
        self._time_zone = scene.time_zone
        self._languages = scene.languages
        self._began_steady_ms = began.steady_ms
        self._is_new = True

    def draw(self, window: Window, now: Moment) -> None:
        """The first time its first page, before anything else is laid out: what follows has seconds to spare."""
        if self._is_new:
            page = self._painter.first_alert_page(self.of, self._languages, self._time_zone)
        else:
            self.page = self._page_at(now)
            page = self._plan[self.page]
        self._is_new = False
        window.paint(self._painter.alert(self.of, page, self._time_zone), 0, 0)

    def step(self, window: Window, now: Moment) -> bool:
        """Turn the page when it is time."""
        if self._page_at(now) == self.page:
            return False
        self.draw(window, now)
        return True

    def wait_ms(self, now: Moment) -> int | None:
        """Until the page turns; for ever when there is only one."""
        if len(self._plan) == 1:
            return None
        lengths = [one.page.duration_ms for one in self._plan]
        into_ms = (now.steady_ms - self._began_steady_ms) % sum(lengths)
        return sum(lengths[: self._page_at(now) + 1]) - into_ms

    def trouble(self) -> RaoError | None:
        """Drawn whole or not at all."""
        return None

    def leave(self) -> None:
        """Holds nothing."""

    @cached_property
    def _plan(self) -> tuple[AlertPage, ...]:
        """All pages, laid out once the first is before people's eyes."""
        return self._painter.alert_pages(self.of, self._languages, self._time_zone)

    def _page_at(self, now: Moment) -> int:
        return page_at([one.page for one in self._plan], now.steady_ms - self._began_steady_ms)
