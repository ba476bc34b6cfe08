"""A bulletin into pages for one board: readable from where people stand, whole, in its order."""

from __future__ import annotations

from collections.abc import Sequence

from media.bulletin.model import Bulletin, Line, Page, PagedBulletin, Rule
from media.text.flow import Flow, Parts, stacked, together
from media.text.geometry import Geometry
from media.text.repeat import repeat_line
from media.text.scale import line_height_px
from media.text.shape import PageShape, hairline_px
from media.text.way import Way
from media.text.ways import best_way
from protocol.layouts import Room

READING_MS_A_WORD = 500
PAGE_AT_LEAST_MS = 4_000
SCANNING_MS = 10_000
"""To take out a telephone and point it at a code; besides reading."""


def paginate(bulletin: Bulletin, geometry: Geometry, room_px: Room | None = None) -> PagedBulletin:
    """``bulletin`` laid out for ``geometry`` in a zone of ``room_px`` (None: the standard main zone).

    Every word, whole, in the order that :mod:`media.text.ways` tells. The title stands on the first page; the others
    begin with its short repeat and their number. No letter is smaller than ``least_letter_px``; what does not fit goes
    on the next page. Raises :class:`InvalidInput` for a zone that has no room for one line of letters that big.
    """
    way = best_way(bulletin, PageShape.of(bulletin.title, geometry, room_px))
    pages = tuple(_page(bulletin.title, way, number) for number in range(1, len(way.pages) + 1))
    return PagedBulletin(geometry.width_px, geometry.height_px, pages)


def reading_ms(flow: Sequence[Flow]) -> int:
    """How long ``flow`` must stand to be read without haste."""
    words = sum(one.parts.words for one in flow)
    codes = any(one.parts.codes for one in flow)
    return max(PAGE_AT_LEAST_MS, words * READING_MS_A_WORD) + (SCANNING_MS if codes else 0)


def placed(flow: Sequence[Flow], top_px: int) -> tuple[Line, ...]:
    """The lines of ``flow`` one under the other from ``top_px`` on."""
    return stacked(flow, top_px).lines


def _page(title: str, way: Way, number: int) -> Page:
    """Page ``number`` (from 1). A code beside all pages is given time to be scanned on the last."""
    shape, flow, count = way.shape, way.pages[number - 1], len(way.pages)
    head = _repeat(repeat_line(title, number, count, shape.column, shape.top), shape) if number > 1 else Parts()
    beside = Parts(codes=(way.code,) if way.code else ())
    top = shape.top + (shape.repeat if number > 1 else 0)
    parts = together((head, stacked(flow, top), beside))
    duration = reading_ms(flow) + (SCANNING_MS if way.code and number == count else 0)
    return Page(parts.lines, duration, parts.rules, parts.tiles, parts.codes)


def _repeat(line: Line, shape: PageShape) -> Parts:
    """The repeat of the title and the hairline under it."""
    if not shape.repeat:
        return Parts()
    column = shape.column
    y = shape.top + line_height_px(line.size_px)
    return Parts((line,), (Rule(column.left, y, column.width, hairline_px(column.width)),))
