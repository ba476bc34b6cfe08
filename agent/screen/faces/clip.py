"""A clip."""

from __future__ import annotations

from agent.player.lip_sync import LipSync
from agent.screen.clip import ClipFeed
from agent.screen.clock import Moment
from agent.screen.window import Ready, Window
from media.text import Box
from protocol.errors import RaoError
from protocol.layouts import Place
from protocol.programme_types import ShowItem

TOLERATED_MS = 20
"""Sound and picture so far apart are one to eyes and ears; beyond it the picture follows the sound."""
PULL_SHARE = 0.25
"""Of the difference that is made good at a time, so that no jump is seen."""


class ClipFace:
    """A clip. The picture of its begin (in its zone) stands until the first frame is there, the last frame after its
    end. Frames have a box of their own: all of the zone that a picture of the board's shape fills.
    """

    framed = True
    page = 0

    def __init__(
        self, of: ShowItem, poster: Ready, places: tuple[Place, Box], feed: ClipFeed, began: Moment, lip_sync: LipSync
    ) -> None:
        self.of = of
        self._poster = poster
        self._zone, self._frame_box = places
        self._feed = feed
        self._lip_sync = lip_sync
        self._began_steady_ms: float = began.steady_ms - (began.wall_ms - of.began_at_ms)

    def draw(self, window: Window, now: Moment) -> None:
        """See :class:`Face`."""
        window.put(self._poster, self._zone.x_px, self._zone.y_px)
        self.step(window, now)

    def step(self, window: Window, now: Moment) -> bool:
        """Put the frame that is due."""
        self._follow_sound(now)
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
        return int(now.steady_ms - self._began_steady_ms)

    def _follow_sound(self, now: Moment) -> None:
        heard_ms = self._lip_sync.position_ms(self.of, now.steady_ms)
        if heard_ms is not None:
            ahead_ms = now.steady_ms - self._began_steady_ms - heard_ms
            self._began_steady_ms += ahead_ms * PULL_SHARE if abs(ahead_ms) > TOLERATED_MS else 0.0
