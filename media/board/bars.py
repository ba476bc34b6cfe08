"""The bars above and below, and what is left between them; edges on even pixels."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from media.board.look import Look
from media.text.boxes import Box


def even(length_px: int) -> int:
    """The even number of pixels in ``length_px``: clips are coded in pairs of rows and columns."""
    return length_px // 2 * 2


def keeps_half(look: Look, main: Box) -> bool:
    """Whether ``main`` is at least half of the picture."""
    width, height = look.size
    return 2 * main.width_px * main.height_px >= width * height


class Bars(NamedTuple):
    """A board cut across: the boxes together are the whole picture."""

    header: Box | None
    middle: Box
    tickers: tuple[Box, ...]
    """Top to bottom."""

    @staticmethod
    def of(look: Look, *, has_header: bool, tickers: int) -> Bars:
        """Bars as high as the look's own, or a pixel less."""
        width, height = look.size
        top = even(look.header.height_px) if has_header else 0
        line = even(look.ticker.height_px)
        foot = even(height + 1) - tickers * line
        edges = [*(foot + line * number for number in range(tickers)), height]
        rows = pairwise(edges)
        return Bars(
            Box(0, 0, width, top) if has_header else None,
            Box(0, top, width, foot - top),
            tuple(Box(0, upper, width, lower - upper) for upper, lower in rows),
        )
