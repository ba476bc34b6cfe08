"""Figures that keep their place while they change: every digit has the room of the widest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PIL import ImageDraw

from media.board.colours import Colour
from media.fonts import Weight
from media.text.ink import draw_text, width_px

_DIGITS = "0123456789"
_PIECES = re.compile(r"[0-9]|[^0-9]+")


def figures_width_px(text: str, weight: Weight, size_px: int) -> int:
    """How wide ``text`` is with its digits in even cells: the same for any digits."""
    return sum(width for _, width in _cells(text, weight, size_px))


def draw_figures(
    draw: ImageDraw.ImageDraw, x_px: int, baseline_px: int, text: str, weight: Weight, size_px: int, colour: Colour
) -> None:
    """Draw ``text`` with the left end of its baseline at ``x_px``, ``baseline_px``, each digit amid its cell."""
    for piece, width in _cells(text, weight, size_px):
        beside = (width - width_px(piece, weight, size_px)) // 2
        draw_text(draw, x_px + beside, baseline_px, piece, weight, size_px, colour)
        x_px += width


def _cells(text: str, weight: Weight, size_px: int) -> Iterator[tuple[str, int]]:
    cell = max(width_px(digit, weight, size_px) for digit in _DIGITS)
    for piece in _PIECES.findall(text):
        yield piece, cell if piece in _DIGITS else width_px(piece, weight, size_px)
