"""How long it is until something, large."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, WHITE
from media.board.countdown_text import time_left, words_for
from media.board.lettering import fitted
from media.board.look import Look, Size


def draw_countdown(
    look: Look, title: str, left_ms: int, after: str, language: str, size: Size | None = None
) -> Image.Image:
    """A zone of ``size`` (None: the standard main zone): ``title``, and below it the time left.

    That is days, hours and minutes; under 48 hours hours, minutes and seconds; from zero on it is ``after``.
    """
    image = shaded(size or look.main.size, BLUE_LIGHT_END, BLUE_DARK_END)
    words = words_for(language)
    told = " ".join(time_left(left_ms, words)) if left_ms > 0 else after or words.reached
    draw = ImageDraw.Draw(image)
    for text, middle, colour in ((title, 0.3, WHITE), (told, 0.65, GOLD)):
        line = fitted(text, "bold", (image.height // 4, look.scale.least), image.width)
        line.draw(draw, (image.width - line.width_px) // 2, round(image.height * middle), colour)
    return image
