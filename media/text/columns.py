"""How wide the columns of a table are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from media.bulletin.clean import clean
from media.bulletin.model import Style, Table
from media.text.ink import span_px
from media.text.scale import WEIGHTS

_NUMBER = re.compile(r"[+\-−–]?\d[\d.,\s]*(?:%|°C|đ)?")
"""Not dates and times, which are read from their left end."""
_READABLE_EM = 5
"""A text with hardly a word in a line is not read but spelled."""


def column_widths(table: Table, size_px: int, room_px: int, between_px: int) -> tuple[int, ...]:
    """The columns' widths: what they must have, and the rest of the room so that as few cells as may be wrap.

    A column must have room for its longest word, and be no narrower than can be read down. Nothing when there is no
    room for that.
    """
    columns = list(zip(*table.rows, strict=True))
    ideal = [max(_spans_px(table, cells, size_px)) for cells in columns]
    readable = round(_READABLE_EM * size_px)
    least = [
        max(_longest_word_px(table, cells, size_px), min(full, readable))
        for cells, full in zip(columns, ideal, strict=True)
    ]
    spare = room_px - between_px * (len(columns) - 1) - sum(least)
    if spare < 0:
        return ()
    widths = _grown(least, ideal, spare)
    left_over = spare - (sum(widths) - sum(least))
    return tuple(width + left_over * full // sum(ideal) for width, full in zip(widths, ideal, strict=True))


def style_of(table: Table, row: int) -> Style:
    """How the cells of ``row`` are written."""
    return "strong" if table.has_header and row == 0 else "body"


def number_columns(table: Table) -> tuple[bool, ...]:
    """Which columns hold nothing but numbers: those stand with their ends under one another."""
    return tuple(_all_numbers(cells[table.has_header :]) for cells in zip(*table.rows, strict=True))


def _all_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)


def _longest_word_px(table: Table, cells: Sequence[str], size_px: int) -> int:
    words = [
        span_px(word, WEIGHTS[style_of(table, row)], size_px)
        for row, cell in enumerate(cells)
        for word in clean(cell).replace("\u200b", " ").split(" ")
    ]
    return max(words, default=0)


def _spans_px(table: Table, cells: Sequence[str], size_px: int) -> list[int]:
    return [max(1, span_px(clean(cell), WEIGHTS[style_of(table, row)], size_px)) for row, cell in enumerate(cells)]


def _grown(least: Sequence[int], ideal: Sequence[int], spare_px: int) -> list[int]:
    """Each column from ``least`` towards ``ideal``: those that want little get all of it, the rest is shared evenly."""
    widths = list(least)
    by_want = sorted(range(len(least)), key=lambda number: ideal[number] - least[number])
    for done, number in enumerate(by_want):
        grown = min(ideal[number] - least[number], spare_px // (len(least) - done))
        widths[number] += grown
        spare_px -= grown
    return widths
