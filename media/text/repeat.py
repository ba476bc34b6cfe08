"""The short repeat of the title that heads every page but the first."""

from __future__ import annotations

from media.bulletin.clean import clean
from media.bulletin.model import Line
from media.text.column import Column
from media.text.ink import width_px
from media.text.scale import WEIGHTS, ascent_px, line_height_px

_LINES_FOR_A_REPEAT = 4
"""A page of fewer lines has no room for it."""
_EMS_FOR_A_REPEAT = 8
"""Nor has a narrower column."""


def repeat_height_px(column: Column, room_px: int) -> int:
    """The room the repeat takes from a page ``room_px`` high; 0 where pages are too small for one."""
    low = room_px < _LINES_FOR_A_REPEAT * line_height_px(column.scale.body)
    if low or column.width < _EMS_FOR_A_REPEAT * column.scale.least:
        return 0
    return round(line_height_px(column.scale.least) * 1.2)


def repeat_line(title: str, number: int, count: int, column: Column, top_px: int) -> Line:
    """The repeat for page ``number`` (from 1) of ``count``."""
    size = column.scale.least
    text = shortened(clean(title), f" ({number}/{count})", size, column.width)
    return Line(text, "small", column.left, top_px + ascent_px(size), size)


def shortened(text: str, ending: str, size_px: int, room_px: int) -> str:
    """``text`` and ``ending`` in one line; as many whole words of ``text`` as fit, an ellipsis for the rest."""
    if width_px(text + ending, WEIGHTS["small"], size_px) <= room_px:
        return text + ending
    words = text.split(" ")
    for kept in range(len(words) - 1, 0, -1):
        line = " ".join(words[:kept]) + "…" + ending
        if width_px(line, WEIGHTS["small"], size_px) <= room_px:
            return line
    return ending.strip()
