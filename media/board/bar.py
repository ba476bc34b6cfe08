"""A coloured bar with a line of text at its left and one at its right, each in the fullest wording that fits."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from media.board.colours import LevelColours
from media.board.lettering import Lettering, fullest
from media.board.look import Look
from media.text.boxes import Box
from media.text.ink import width_px

Row = tuple[Sequence[str], Sequence[str]]
"""Wordings, longest first, for the left and the right end of a line."""


def draw_ground(image: Image.Image, box: Box, colours: LevelColours) -> None:
    """Fill ``box``: letters never stand on the stripes of a drill."""
    corner = (box.x_px + box.width_px - 1, box.y_px + box.height_px - 1)
    ImageDraw.Draw(image).rectangle([box.corner, corner], colours.ground)


def draw_row(image: Image.Image, box: Box, middle_px: int, size_px: int, row: Row, colours: LevelColours) -> None:
    """Draw ``row`` across ``box``, its capitals around ``middle_px`` of the image."""
    draw = ImageDraw.Draw(image)
    left, right = fitting_pair(row, size_px, box.width_px)
    Lettering(left, "bold", size_px).draw(draw, box.x_px, middle_px, colours.text)
    end = Lettering(right, "bold", size_px)
    end.draw(draw, box.x_px + box.width_px - end.width_px, middle_px, colours.text)


def fitting_pair(row: Row, size_px: int, room_px: int) -> tuple[str, str]:
    """The fullest right wording with the fullest left one beside it; else the shortest right and a cut left."""
    lefts, rights = row
    for right in rights:
        room = _room_beside(right, size_px, room_px)
        for left in lefts:
            if width_px(left, "bold", size_px) <= room:
                return left, right
    return fullest(lefts, "bold", size_px, _room_beside(rights[-1], size_px, room_px)), rights[-1]


def letters_px(look: Look, row_height_px: int) -> int:
    """The size of letters in a row that high: the least that can be read, less only where the row is too low."""
    return min(look.scale.least, round(row_height_px * 0.8))


def _room_beside(right: str, size_px: int, room_px: int) -> int:
    return room_px - width_px(right, "bold", size_px) - (size_px // 2 if right else 0)
