"""The foot of an alert: until when it holds, and which of several pages this is."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from media.board.bar import draw_ground, draw_row, letters_px
from media.board.colours import LevelColours
from media.board.look import Look
from media.text.boxes import Box
from media.text.ink import width_px


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
    size, inner = letters_px(look, box.height_px), _inner(look, box)
    draw_row(image, inner, box.y_px + box.height_px // 2, size, (told, (*counters, "")), colours)


def foot_tells(look: Look, box: Box, told: Sequence[str]) -> bool:
    """Whether the foot has room for one of the wordings ``told``, whole."""
    size, room = letters_px(look, box.height_px), _inner(look, box).width_px
    return any(width_px(wording, "bold", size) <= room for wording in told)


def _inner(look: Look, box: Box) -> Box:
    edge = letters_px(look, box.height_px) // 3
    return Box(box.x_px + edge, box.y_px, box.width_px - 2 * edge, box.height_px)
