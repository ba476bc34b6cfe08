"""One line of text in the room it has: the biggest size that fits, the fullest of several wordings, centred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import ImageDraw

from media.board.colours import Colour
from media.fonts import FAMILIES, Weight
from media.text.ink import draw_text, width_px

_REFERENCE_PX = 100


class Lettering(NamedTuple):
    """A line of text as it will be drawn."""

    text: str
    weight: Weight
    size_px: int

    @property
    def width_px(self) -> int:
        """How wide it is."""
        return width_px(self.text, self.weight, self.size_px)

    def draw(self, draw: ImageDraw.ImageDraw, x_px: int, middle_px: int, colour: Colour) -> None:
        """Draw it with the middle of its capitals at ``middle_px``."""
        baseline = middle_px + round(self.size_px * FAMILIES[0].cap_height_em / 2)
        draw_text(draw, x_px, baseline, self.text, self.weight, self.size_px, colour)


def fitted(text: str, weight: Weight, sizes_px: tuple[int, int], room_px: int) -> Lettering:
    """``text`` in the biggest of ``sizes_px`` (biggest, least) that fits; cut with an ellipsis if none does."""
    biggest, least = sizes_px
    size = min(max(biggest, least), _filling_px(text, weight, room_px))
    while size >= least and width_px(text, weight, size) > room_px:
        size -= 1
    if size >= least:
        return Lettering(text, weight, size)
    return Lettering(elided(text, weight, least, room_px), weight, least)


def _filling_px(text: str, weight: Weight, room_px: int) -> int:
    """A little more than the size at which ``text`` fills ``room_px``: widths grow nearly evenly with the size."""
    return round(room_px * _REFERENCE_PX / max(1, width_px(text, weight, _REFERENCE_PX)) * 1.05) + 2


def elided(text: str, weight: Weight, size_px: int, room_px: int) -> str:
    """As many whole words of ``text`` as fit, an ellipsis for the rest; at least one word."""
    if width_px(text, weight, size_px) <= room_px:
        return text
    words = text.split(" ")
    shorter = (" ".join(words[:kept]).rstrip(",;") + "…" for kept in range(len(words) - 1, 0, -1))
    return next((line for line in shorter if width_px(line, weight, size_px) <= room_px), words[0])


def fullest(wordings: Sequence[str], weight: Weight, size_px: int, room_px: int) -> str:
    """The first of ``wordings`` (longest first) that fits; the last, cut, if none does."""
    fitting = (wording for wording in wordings if width_px(wording, weight, size_px) <= room_px)
    return next(fitting, elided(wordings[-1], weight, size_px, room_px))
