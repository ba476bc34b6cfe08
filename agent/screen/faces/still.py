"""A picture or a page."""

from __future__ import annotations

from PIL import Image

from agent.screen.clock import Moment
from agent.screen.window import Window
from media.text import Box
from protocol.errors import RaoError
from protocol.programme_types import ShowItem


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
