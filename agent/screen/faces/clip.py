"""A clip."""

from __future__ import annotations

from PIL import Image

from agent.screen.clip import ClipFeed
from agent.screen.clock import Moment
from agent.screen.window import Window
from media.text import Box
from protocol.errors import RaoError
from protocol.programme_types import ShowItem


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
