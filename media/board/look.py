"""One board's look: where its parts are and how big its letters."""

from __future__ import annotations

from dataclasses import dataclass

from media.text.boxes import Box, Boxes
from media.text.geometry import Geometry
from media.text.scale import Scale, line_height_px

Size = tuple[int, int]
"""Width and height in pixels, of a zone or of the whole picture."""

_LOW_BOARD_LINES = 9


@dataclass(frozen=True, slots=True)
class Look:
    """All drawing of one board starts from its look; :meth:`of` never fails, however odd the board."""

    geometry: Geometry
    boxes: Boxes
    scale: Scale

    @staticmethod
    def of(geometry: Geometry) -> Look:
        """The look of a board of this size, read from that far."""
        return Look(geometry, Boxes.of(geometry), Scale.of(geometry))

    @property
    def header(self) -> Box:
        """Unit name and clock."""
        return self.boxes.header

    @property
    def main(self) -> Box:
        """Pages, pictures and clips."""
        return self.boxes.main

    @property
    def ticker(self) -> Box:
        """The running text."""
        return self.boxes.ticker

    @property
    def size(self) -> Size:
        """Width and height of the whole shown picture, in pixels."""
        return self.geometry.width_px, self.geometry.height_px

    @property
    def is_low(self) -> bool:
        """Whether the whole board has room for only a few lines."""
        return self.geometry.height_px < _LOW_BOARD_LINES * line_height_px(self.scale.least)
