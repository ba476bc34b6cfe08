"""A bulletin into pages for one board: readable from where people stand, whole, in its order."""

from __future__ import annotations

from collections.abc import Sequence

from media.bulletin.model import Bulletin, Line, Page, PagedBulletin, Rule
from media.text.blocks import bulletin_flow
from media.text.flow import Flow, Parts, stacked, together
from media.text.geometry import Geometry
from media.text.pages import cut
from media.text.repeat import repeat_line
from media.text.scale import line_height_px
from media.text.shape import PageShape, hairline_px
from protocol.layouts import Room

READING_MS_A_WORD = 500
PAGE_AT_LEAST_MS = 4_000
SCANNING_MS = 10_000
"""To take out a telephone and point it at a code; besides reading."""


def paginate(bulletin: Bulletin, geometry: Geometry, room_px: Room | None = None) -> PagedBulletin:
    """``bulletin`` laid out for ``geometry`` in a zone of ``room_px`` (None: the standard main zone).

    Every word, in order, whole. The title stands on the first page; the others begin with its short repeat and their
    number. No letter is smaller than ``least_letter_px``; what does not fit goes on the next page. Raises
    :class:`InvalidInput` for a zone that has no room for one line of letters that big.
    """
    shape = PageShape.of(bulletin.title, geometry, room_px)
    cuts = list(cut(bulletin_flow(bulletin, shape), shape.first, shape.later)) or [()]
    pages = [_page(stacked(cuts[0], shape.top), cuts[0])]
    for number, flow in enumerate(cuts[1:], start=2):
        head = _repeat(repeat_line(bulletin.title, number, len(cuts), shape.column, shape.top), shape)
        pages.append(_page(together((head, stacked(flow, shape.top + shape.repeat))), flow))
    return PagedBulletin(geometry.width_px, geometry.height_px, tuple(pages))


def reading_ms(flow: Sequence[Flow]) -> int:
    """How long ``flow`` must stand to be read without haste."""
    words = sum(one.parts.words for one in flow)
    codes = any(one.parts.codes for one in flow)
    return max(PAGE_AT_LEAST_MS, words * READING_MS_A_WORD) + (SCANNING_MS if codes else 0)


def placed(flow: Sequence[Flow], top_px: int) -> tuple[Line, ...]:
    """The lines of ``flow`` one under the other from ``top_px`` on."""
    return stacked(flow, top_px).lines


def _page(parts: Parts, flow: Sequence[Flow]) -> Page:
    return Page(parts.lines, reading_ms(flow), parts.rules, parts.tiles, parts.codes)


def _repeat(line: Line, shape: PageShape) -> Parts:
    """The repeat of the title and the hairline under it."""
    if not shape.repeat:
        return Parts()
    column = shape.column
    y = shape.top + line_height_px(line.size_px)
    return Parts((line,), (Rule(column.left, y, column.width, hairline_px(column.width)),))
