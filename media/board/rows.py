"""Lines of several sizes one under the other, amid their zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw

from media.board.colours import Colour
from media.board.figures import draw_figures, figures_width_px
from media.board.look import Size
from media.fonts import FAMILIES, Weight
from media.text.boxes import Box
from media.text.ink import draw_text, width_px
from media.text.scale import ascent_px, descent_px

_FIGURES = frozenset("0123456789:")
_FIGURES_EM = 1.35
"""Figures have no marks above or below: they need less room than letters."""
_PROBE_PX = 100
_CAP_EM = FAMILIES[0].cap_height_em


class Row(NamedTuple):
    """One line."""

    text: str
    size_px: int
    colour: Colour
    weight: Weight = "bold"
    steady: bool = False
    """Its digits keep their place while they change."""

    @property
    def width_px(self) -> int:
        """How wide it is."""
        measure = figures_width_px if self.steady else width_px
        return measure(self.text, self.weight, self.size_px)

    @property
    def height_px(self) -> int:
        """From its upper edge to that of the next row."""
        if _FIGURES.issuperset(self.text):
            return round(self.size_px * _FIGURES_EM)
        return ascent_px(self.size_px) + descent_px(self.size_px)

    def draw(self, draw: ImageDraw.ImageDraw, x_px: int, top_px: int) -> None:
        """Draw it from its upper left corner."""
        ink = draw_figures if self.steady else draw_text
        ink(draw, x_px, top_px + self._rise_px, self.text, self.weight, self.size_px, self.colour)

    @property
    def _rise_px(self) -> int:
        if _FIGURES.issuperset(self.text):
            return round(self.size_px * (_FIGURES_EM + _CAP_EM) / 2)
        return ascent_px(self.size_px)


def height_px(rows: Iterable[Row]) -> int:
    """Of all rows together."""
    return sum(row.height_px for row in rows)


def draw_rows(image: Image.Image, box: Box, rows: Sequence[Row]) -> None:
    """Draw ``rows``, each centred, together amid ``box``."""
    draw, top = ImageDraw.Draw(image), box.y_px + (box.height_px - height_px(rows)) // 2
    for row in rows:
        row.draw(draw, box.x_px + (box.width_px - row.width_px) // 2, top)
        top += row.height_px


def biggest(rows: Sequence[Row], room: Size) -> list[Row]:
    """``rows``, all made one size: the biggest at which they fit ``room``, at least 1 px."""
    probe = [row._replace(size_px=_PROBE_PX) for row in rows]
    width, height = max(row.width_px for row in probe), height_px(probe)
    size = round(_PROBE_PX * min(room[0] / max(1, width), room[1] / height)) + 2
    while size > 1 and not fits([row._replace(size_px=size) for row in rows], room):
        size -= 1
    return [row._replace(size_px=max(1, size)) for row in rows]


def fits(rows: Sequence[Row], room: Size) -> bool:
    """Whether ``rows`` stay inside ``room``."""
    return all(row.width_px <= room[0] for row in rows) and height_px(rows) <= room[1]
