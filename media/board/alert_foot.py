"""The foot of an alert: until when it holds, and which of several pages this is."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from media.board.bar import draw_ground, draw_row, letters_px
from media.board.colours import LevelColours
from media.board.look import Look
from media.text.boxes import Box


def draw_foot(
    image: Image.Image,
    look: Look,
    box: Box,
    told: Sequence[str],
    counters: Sequence[str],
    colours: LevelColours,
) -> None:
    """``told`` on the left, ``counters`` on the right where there is room (both: wordings, longest first)."""
    draw_ground(image, box, colours)
    size = letters_px(look, box.height_px)
    edge = size // 3
    inner = Box(box.x_px + edge, box.y_px, box.width_px - 2 * edge, box.height_px)
    draw_row(image, inner, box.y_px + box.height_px // 2, size, (told, (*counters, "")), colours)
