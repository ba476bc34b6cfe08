"""A text in as big letters as its room allows, broken into lines; cut with an ellipsis only where none fits."""

from __future__ import annotations

import re
from functools import lru_cache

from media.board.colours import Colour
from media.board.lettering import elided
from media.board.look import Size
from media.board.rows import Row, fits
from media.fonts import Weight
from media.text.clusters import clusters
from media.text.ink import width_px
from media.text.wrap import wrap

_STEP = 0.93
_BREAKS = re.compile("[ \u200b]")
"""Where lines may end: at spaces, in Khmer at zero-width spaces too."""


@lru_cache(maxsize=64)
def text_rows(
    text: str, sizes_px: tuple[int, int], room: Size, colour: Colour, weight: Weight = "bold"
) -> tuple[Row, ...]:
    """The rows of ``text`` (cleaned) in the biggest of ``sizes_px`` (biggest, least) in which all of it fits ``room``.

    Words are not torn apart above the least size. Where even that is too big the rows that fit are kept, the last with
    an ellipsis; none where not even one fits.
    """
    size, least = sizes_px
    while size > least:
        rows = _rows(text, size, room, colour, weight)
        if fits(rows, room) and _words_whole(text, weight, size, room):
            return _balanced(text, rows, room)
        size = max(least, int(size * _STEP))
    rows = _rows(text, least, room, colour, weight)
    return _balanced(text, rows, room) if fits(rows, room) else _cut(rows, room)


def is_whole(rows: tuple[Row, ...], text: str) -> bool:
    """Whether ``rows`` say all of ``text``."""
    return "".join(_BREAKS.sub("", row.text) for row in rows) == _BREAKS.sub("", text)


def _balanced(text: str, rows: tuple[Row, ...], room: Size) -> tuple[Row, ...]:
    """As many rows, of lengths as even as can be: no word is left alone in the last."""
    best, narrow, wide = rows, room[0] // 2, room[0]
    while len(rows) > 1 and wide - narrow > rows[0].size_px // 4:
        width = (narrow + wide) // 2
        tried = _rows(text, rows[0].size_px, (width, room[1]), rows[0].colour, rows[0].weight)
        whole = len(tried) == len(rows) and _words_whole(text, rows[0].weight, rows[0].size_px, (width, room[1]))
        best, narrow, wide = (tried, narrow, width) if whole else (best, width, wide)
    return best


def _rows(text: str, size_px: int, room: Size, colour: Colour, weight: Weight) -> tuple[Row, ...]:
    return tuple(Row(line, size_px, colour, weight) for line in wrap(text, weight, size_px, room[0]))


def _words_whole(text: str, weight: Weight, size_px: int, room: Size) -> bool:
    return all(width_px(word, weight, size_px) <= room[0] for word in _BREAKS.split(text))


def _cut(rows: tuple[Row, ...], room: Size) -> tuple[Row, ...]:
    kept = rows[: room[1] // rows[0].height_px] if rows else ()
    if not kept or kept == rows:
        return kept
    last = kept[-1]
    rest = " ".join(row.text for row in rows[len(kept) - 1 :])
    told = elided(rest, last.weight, last.size_px, room[0])
    return (*kept[:-1], last._replace(text=told) if told.endswith("…") else _torn(last, room))


def _torn(row: Row, room: Size) -> Row:
    """As many letters as fit before an ellipsis, of a word that is wider than the room."""
    letters = list(clusters(row.text))
    shorter = (row._replace(text="".join(letters[:kept]) + "…") for kept in range(len(letters), -1, -1))
    return next((one for one in shorter if one.width_px <= room[0]), row)
