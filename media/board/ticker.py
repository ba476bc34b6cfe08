"""The running text at the foot of a board."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, WHITE
from media.board.lettering import Lettering
from media.board.look import Look, Size
from media.bulletin.clean import clean

_LETTERS_OF_HEIGHT = 0.5
"""In a zone higher than one legible line needs, letters grow with it."""


def ticker_strip(look: Look, text: str, size: Size | None = None) -> Image.Image:
    """All of ``text`` in one strip, as high as the zone (``size``; None: the standard ticker) and at least as wide.

    Shifted left and begun again at its own width it runs without a seam: a gold diamond stands between two rounds.
    """
    width, height = size or look.ticker.size
    letters = max(min(look.scale.least, round(height * 0.8)), round(height * _LETTERS_OF_HEIGHT))
    lettering = Lettering(clean(text), "bold", letters)
    gap = 3 * letters
    strip = empty_ticker(look, (max(width, lettering.width_px + gap), height))
    draw, middle = ImageDraw.Draw(strip), height // 2
    lettering.draw(draw, gap, middle, WHITE)
    _draw_diamond(draw, gap // 2, middle, max(3, letters // 4))
    return strip


def empty_ticker(look: Look, size: Size | None = None) -> Image.Image:
    """The ground of a ticker of ``size`` (None: the standard one)."""
    return shaded(size or look.ticker.size, BLUE_DARK_END, BLUE_LIGHT_END)


def _draw_diamond(draw: ImageDraw.ImageDraw, x: int, y: int, reach: int) -> None:
    draw.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], fill=GOLD)
