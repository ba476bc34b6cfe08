"""The time and the date, large."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, WHITE
from media.board.lettering import fitted
from media.board.look import Look, Size


def draw_clock(look: Look, clock_text: str, size: Size | None = None) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): the time, and the date below where there is room.

    ``clock_text`` is the time and, after a line break, the date; empty while no clock can be trusted.
    """
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    time = fitted(clock_text.partition("\n")[0], "bold", (image.height // 2, look.scale.least), image.width)
    time.draw(ImageDraw.Draw(image), (image.width - time.width_px) // 2, image.height // 2, WHITE)
    return image
