"""How big letters must be on a board: from its pixel pitch and from where its farthest reader stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

from media.fonts import FAMILIES

METRES_A_CENTIMETRE = 1.5
"""A capital 1 cm high is read at ease from 1.5 m... so at least ``distance_m / 1.5`` cm for the farthest reader.

About twice the height that 20/20 vision needs at that distance; signage practice (1 inch for 10 to 15 feet)."""
LEAST_FOR_STACKED_MARKS_PX = 12
"""Under this the two marks of Ễ or Ộ run into one another on any panel."""
NIGHT_DISTANCE = 0.85
"""Of the distance by day: at night luminous letters are read from about 15 % less far, the figure quoted from the US
Federal Highway Administration's research on the visibility of changeable message signs (FHWA-RD-94-077, 1996).

It is a floor: 27 cm letters on LED signs lost 37 % to people who drove past (324 ft by day, 203 ft by night: Ullman and
others, Legibility distances of smaller letters, 2005). So a board read at night must be dimmed as well."""

_LATIN_CAP_EM = min(family.cap_height_em for family in FAMILIES)


@dataclass(frozen=True, slots=True)
class Geometry:
    """The whole shown picture (after rotation) and where it is read from."""

    width_px: int
    height_px: int
    pixel_pitch_mm: float
    viewing_distance_m: float
    read_at_night: bool = False
    """A screen that shines in the dark: its letters are higher by ``1 / NIGHT_DISTANCE``."""


def least_letter_px(geometry: Geometry) -> int:
    """The height in pixels under which no capital may be drawn on this board."""
    height_mm = geometry.viewing_distance_m / METRES_A_CENTIMETRE * 10
    if geometry.read_at_night:
        height_mm /= NIGHT_DISTANCE
    return max(LEAST_FOR_STACKED_MARKS_PX, math.ceil(round(height_mm / geometry.pixel_pitch_mm, 6)))


def size_for_letter_px(letter_px: int) -> int:
    """The font size (em, in pixels) whose capitals are at least ``letter_px`` high in every bundled family."""
    return math.ceil(letter_px / _LATIN_CAP_EM)
