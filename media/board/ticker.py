"""The running text at the foot of a board."""

from __future__ import annotations

from PIL import Image, ImageDraw

from media.board.backdrop import shaded
from media.board.colours import BLUE_DARK_END, BLUE_LIGHT_END, GOLD, WHITE
from media.board.lettering import Lettering
from media.board.look import Look
from media.bulletin.clean import clean


def ticker_strip(look: Look, text: str) -> Image.Image:
    """All of ``text`` in one strip, at least as wide as the ticker box.

    Shifted left and begun again at its own width it runs without a seam: a gold diamond stands between two rounds.
    """
    box = look.ticker
    size = min(look.scale.least, round(box.height_px * 0.8))
    lettering = Lettering(clean(text), "bold", size)
    gap = 3 * size
    strip = empty_ticker(look, max(box.width_px, lettering.width_px + gap))
    draw, middle = ImageDraw.Draw(strip), box.height_px // 2
    lettering.draw(draw, gap, middle, WHITE)
    _draw_diamond(draw, gap // 2, middle, max(3, size // 4))
    return strip


def empty_ticker(look: Look, width_px: int) -> Image.Image:
    """The ticker's ground, ``width_px`` wide."""
    return shaded((width_px, look.ticker.height_px), BLUE_DARK_END, BLUE_LIGHT_END)


def _draw_diamond(draw: ImageDraw.ImageDraw, x: int, y: int, reach: int) -> None:
    draw.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], fill=GOLD)
