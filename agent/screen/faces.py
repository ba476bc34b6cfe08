"""What can be on the screen: a still, a clip, an alert, the safe screen. A face draws itself and knows its changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PIL import Image

from agent.player.ports import ScreenScene
from agent.screen.artist import Artist
from agent.screen.clip import ClipFeed
from agent.screen.clock import Moment, clock_shown, next_minute_ms
from agent.screen.window import Window
from media.board import page_at
from media.text import Box
from protocol.errors import RaoError
from protocol.programme_types import ShowAlert, ShowItem, ShowSafe


class Face(Protocol):
    """A picture with a life of its own. ``framed`` stands between header and ticker, else it fills the screen."""

    @property
    def of(self) -> ShowItem | ShowAlert | ShowSafe:
        """What it shows."""

    @property
    def framed(self) -> bool:
        """Whether header and ticker stand around it."""

    @property
    def page(self) -> int:
        """Which of its pages stands, from 0."""

    def draw(self, window: Window, now: Moment) -> None:
        """Put all of it."""

    def step(self, window: Window, now: Moment) -> bool:
        """Put what changed by ``now``; whether it turned to another page."""

    def wait_ms(self, now: Moment) -> int | None:
        """How long nothing changes; None for ever."""

    def trouble(self) -> RaoError | None:
        """What broke while it was shown; its last good picture stays."""

    def leave(self) -> None:
        """Let go of what it holds; it won't be shown again."""


class StillFace:
    """A picture or a page in the main box."""

    framed = True

    def __init__(self, of: ShowItem, image: Image.Image, box: Box) -> None:
        self.of = of
        self.page = of.page
        self._image = image
        self._box = box

    def draw(self, window: Window, _now: Moment) -> None:
        """See :class:`Face`."""
        window.put(window.ready(self._image), *self._box.corner)

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


class ClipFace:
    """A clip; ``boxes`` are those of its poster and of its frames. The poster
    stands until the first frame is there, the last frame after its end.
    """

    framed = True
    page = 0

    def __init__(
        self, of: ShowItem, poster: Image.Image, boxes: tuple[Box, Box], feed: ClipFeed, began: Moment
    ) -> None:
        self.of = of
        self._poster = poster
        self._box, self._frame_box = boxes
        self._feed = feed
        self._began_steady_ms = began.steady_ms - (began.wall_ms - of.began_at_ms)

    def draw(self, window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        window.put(window.ready(self._poster), *self._box.corner)
        self.step(window, now)

    def step(self, window: Window, now: Moment) -> bool:
        """Put the frame that is due."""
        frame = self._feed.take(self._position_ms(now))
        if frame is not None:
            window.put(window.ready_bgr0(frame, *self._frame_box.size), *self._frame_box.corner)
        return False

    def wait_ms(self, now: Moment) -> int | None:
        """Until the next decoded frame is due; a frame that is decoded later wakes the screen itself."""
        due_ms = self._feed.next_due_ms()
        return None if due_ms is None else max(0, due_ms - self._position_ms(now))

    def trouble(self) -> RaoError | None:
        """The clip's failure, if it broke off."""
        return self._feed.failure

    def leave(self) -> None:
        """Stop decoding."""
        self._feed.close()

    def _position_ms(self, now: Moment) -> int:
        return now.steady_ms - self._began_steady_ms


class AlertFace:
    """An alert, full screen, page after page and language after language. A page is drawn when its turn comes."""

    framed = False

    def __init__(self, of: ShowAlert, artist: Artist, scene: ScreenScene, began: Moment) -> None:
        self.of = of
        self.page = 0
        self._artist = artist
        self._time_zone = scene.time_zone
        self._plan = artist.alert_pages(of, scene.languages)
        self._began_steady_ms = began.steady_ms

    def draw(self, window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        self.page = self._page_at(now)
        window.put(window.ready(self._artist.alert(self.of, self._plan[self.page], self._time_zone)), 0, 0)

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

    def _page_at(self, now: Moment) -> int:
        return page_at([one.page for one in self._plan], now.steady_ms - self._began_steady_ms)


class SafeFace:
    """Unit name, clock, “đang cập nhật”."""

    framed = False
    page = 0

    def __init__(self, of: ShowSafe, artist: Artist, scene: Callable[[], ScreenScene | None]) -> None:
        self.of = of
        self._artist = artist
        self._scene = scene
        self._says: tuple[str, str] | None = None

    def draw(self, window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        self._says = self._words(now)
        window.put(window.ready(self._artist.safe(*self._says)), 0, 0)

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
