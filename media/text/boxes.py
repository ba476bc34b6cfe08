"""Where header, main part and ticker stand in the shown picture."""

from __future__ import annotations

from typing import NamedTuple

from media.text.geometry import Geometry
from media.text.scale import Scale, line_height_px

_BARS_AT_MOST = 0.25
"""Of the picture's height, each: a tiny board read from afar keeps half of it for the text itself."""


class Box(NamedTuple):
    """A rectangle of the shown picture, in pixels from its upper left corner."""

    x_px: int
    y_px: int
    width_px: int
    height_px: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, as Pillow wants them."""
        return self.width_px, self.height_px

    @property
    def corner(self) -> tuple[int, int]:
        """The upper left corner, as Pillow wants it."""
        return self.x_px, self.y_px


class Boxes(NamedTuple):
    """The three parts of a board, top to bottom; together they are the whole picture."""

    header: Box
    main: Box
    ticker: Box

    @staticmethod
    def of(geometry: Geometry) -> Boxes:
        """The parts of a board: bars one line high (the header two on an upright board), the rest for the text."""
        width, height = geometry.width_px, geometry.height_px
        line = round(line_height_px(Scale.of(geometry).least) * 1.15)
        lines_in_header = 2 if height > width else 1
        header = min(line * lines_in_header, int(height * _BARS_AT_MOST))
        ticker = min(line, int(height * _BARS_AT_MOST))
        main = height - header - ticker
        return Boxes(Box(0, 0, width, header), Box(0, header, width, main), Box(0, header + main, width, ticker))
