"""The sizes of letters on one board."""

from __future__ import annotations

from dataclasses import dataclass

from media.bulletin.model import Style
from media.fonts import FAMILIES, Weight
from media.text.geometry import Geometry, least_letter_px, size_for_letter_px

_BODY_OF_SHORT_SIDE = 1 / 27
"""On a board read from close by letters still fill the page well: 27 ems to its shorter side."""
_LEAST_OF_BOARD = 1 / 6
"""A line must fit the board: on one too small for where it is read from, letters stop growing here."""
_LINE_EMS = 14
"""In a zone too narrow for lines of so many ems letters are smaller than elsewhere on the board, never too small."""
_HEADING = 1.12
_TITLE = 1.45

WEIGHTS: dict[Style, Weight] = {
    "title": "bold",
    "heading": "bold",
    "strong": "bold",
    "body": "regular",
    "bullet": "regular",
    "small": "regular",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Font sizes (em, in pixels); none is below ``least``, which is :func:`legible_size_px` on any sensible board."""

    least: int
    body: int
    heading: int
    title: int

    @staticmethod
    def of(geometry: Geometry) -> Scale:
        """The sizes for a board."""
        short_side = min(geometry.width_px, geometry.height_px)
        least = min(legible_size_px(geometry), max(1, int(short_side * _LEAST_OF_BOARD)))
        return _scale(least, max(least, round(short_side * _BODY_OF_SHORT_SIDE)))

    def within(self, width_px: int) -> Scale:
        """The sizes for a zone of the board that is ``width_px`` wide."""
        body = max(self.least, min(self.body, width_px // _LINE_EMS))
        return self if body == self.body else _scale(self.least, body)


def _scale(least: int, body: int) -> Scale:
    return Scale(least, body, round(body * _HEADING), round(body * _TITLE))


def legible_size_px(geometry: Geometry) -> int:
    """The font size from which on letters can be read by all who should."""
    return size_for_letter_px(least_letter_px(geometry))


def ascent_px(size_px: int) -> int:
    """Room above the baseline for any Vietnamese letter, stacked marks whole."""
    return round(size_px * FAMILIES[0].top_em + 0.5)


def descent_px(size_px: int) -> int:
    """Room below the baseline for any Vietnamese letter."""
    return round(size_px * FAMILIES[0].bottom_em + 0.5)


def line_height_px(size_px: int) -> int:
    """From baseline to baseline."""
    return ascent_px(size_px) + descent_px(size_px)
