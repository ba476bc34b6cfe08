"""A short notice with its code beside all it says: words at the left, the code at the right of every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from media.bulletin.model import Block, Bulletin, Code, QrCode
from media.text.blocks import Order, bulletin_flow
from media.text.codes import room_beside_px, sides_px
from media.text.column import Column
from media.text.flow import Flow
from media.text.pages import cut
from media.text.shape import PageShape, with_modest_title, with_smaller_titles
from media.text.way import Way

_MOST_CHARACTERS = 600
"""More is read in lines as wide as the page."""
_AS_WRITTEN = Order(codes_told=True)
_SOURCE_LAST = Order(codes_told=True, source_last=True)


def beside_code(bulletin: Bulletin, shape: PageShape) -> Way | None:
    """The way with the code as large as leaves all words one page; None for bulletins that hold more than that.

    Where even the least code leaves no room for all words, they go on beside it, the source last.
    """
    code, way = _only_code(bulletin), None
    for way in _ways(bulletin, code, shape) if code else ():
        if len(way.pages) == 1:
            break
    return way


def _only_code(bulletin: Bulletin) -> QrCode | None:
    """The code of a bulletin of nothing but one code and few words."""
    blocks = bulletin.blocks
    codes = [block for block in blocks if isinstance(block, QrCode)]
    characters = sum(len(text) for text in (bulletin.title, bulletin.source, *(block.text for block in blocks)))
    plain = all(isinstance(block, Block | QrCode) for block in blocks)
    return codes[0] if plain and len(codes) == 1 and characters <= _MOST_CHARACTERS else None


def _ways(bulletin: Bulletin, code: QrCode, shape: PageShape) -> Iterator[Way]:
    """Largest code first, and of each size biggest title first."""
    for side in sides_px(code, shape, shape.first):
        if room := room_beside_px(shape.column, side):
            modest = with_modest_title(bulletin.title, shape.column.part(shape.column.left, room), shape.first)
            for column in (modest, *with_smaller_titles(modest)):
                yield _way(bulletin, code, side, shape, column)


def _way(bulletin: Bulletin, code: QrCode, side_px: int, shape: PageShape, words: Column) -> Way:
    narrow = shape.with_column(words)
    pages = _cut(bulletin, narrow, _AS_WRITTEN)
    if len(pages) > 1:
        pages = _cut(bulletin, narrow, _SOURCE_LAST)
    left = shape.column.left + shape.column.width - side_px
    return Way(narrow, pages, code=Code(code.payload, left, shape.top + (shape.first - side_px) // 2, side_px))


def _cut(bulletin: Bulletin, shape: PageShape, order: Order) -> tuple[Sequence[Flow], ...]:
    return tuple(cut(bulletin_flow(bulletin, shape, order), shape.first, shape.later))
