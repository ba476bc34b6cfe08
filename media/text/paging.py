"""A bulletin into pages for one board: readable from where people stand, whole, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from media.bulletin.model import Bulletin, Line, Page, PagedBulletin
from media.text.boxes import Box, Boxes
from media.text.flow import Column, FlowLine, bulletin_lines
from media.text.geometry import Geometry
from media.text.pages import baselines_px, cut, height_px
from media.text.repeat import repeat_height_px, repeat_line
from media.text.scale import Scale, legible_size_px, line_height_px
from protocol.errors import InvalidInput
from protocol.words import Words

READING_MS_A_WORD = 500
PAGE_AT_LEAST_MS = 4_000

_TITLE_OF_PAGE = 0.5
"""A title higher than this part of the first page is set smaller, down to the size of the text."""
_LINES_TO_TIE_BLOCKS = 6


def paginate(bulletin: Bulletin, geometry: Geometry) -> PagedBulletin:
    """``bulletin`` laid out for ``geometry``: every word, in order, whole, inside the main box.

    The title stands on the first page; the others begin with its short repeat and their number. No letter is smaller
    than ``least_letter_px``; what does not fit goes on the next page. Raises :class:`InvalidInput` for a board that has
    no room for one line of letters that big.
    """
    main = Boxes.of(geometry).main
    beside, above = margins_px(main)
    room = main.height_px - 2 * above
    column = page_column(beside, main.width_px - 2 * beside, Scale.of(geometry), room)
    column = with_modest_title(bulletin.title, column, room)
    if column.scale.least < legible_size_px(geometry) or room < line_height_px(column.scale.heading):
        raise _too_small(geometry)
    repeat_px = repeat_height_px(column, room)
    cuts = list(cut(bulletin_lines(bulletin, column), room, room - repeat_px))
    pages = [_page(cuts[0], (), above)]
    for number, lines in enumerate(cuts[1:], start=2):
        head = (repeat_line(bulletin.title, number, len(cuts), column, above),) if repeat_px else ()
        pages.append(_page(lines, head, above + repeat_px))
    return PagedBulletin(geometry.width_px, geometry.height_px, tuple(pages))


def margins_px(main: Box) -> tuple[int, int]:
    """Blank kept inside the main box: left and right, above and below."""
    return max(6, round(main.width_px * 0.03)), max(3, round(main.height_px * 0.03))


def reading_ms(lines: Sequence[FlowLine]) -> int:
    """How long ``lines`` must stand to be read without haste."""
    words = sum(len(line.text.split()) for line in lines)
    return max(PAGE_AT_LEAST_MS, words * READING_MS_A_WORD)


def placed(lines: Sequence[FlowLine], top_px: int) -> tuple[Line, ...]:
    """``lines`` one under the other from ``top_px`` on."""
    baselines = baselines_px(lines, top_px)
    return tuple(Line(line.text, line.style, line.x, y, line.size) for line, y in zip(lines, baselines, strict=True))


def _page(lines: Sequence[FlowLine], head: tuple[Line, ...], top_px: int) -> Page:
    return Page(head + placed(lines, top_px), reading_ms(lines))


def page_column(left_px: int, width_px: int, scale: Scale, room_px: int) -> Column:
    """The column for pages ``room_px`` high."""
    many_lines = room_px >= _LINES_TO_TIE_BLOCKS * line_height_px(scale.body)
    return Column(left_px, width_px, scale, ties_blocks=many_lines)


def with_modest_title(title: str, column: Column, room_px: int) -> Column:
    """``column`` with the title as big as leaves half of the page to the text, at least the size of the text."""
    scale = column.scale
    for size in (scale.title, round(scale.body * 1.2), scale.body):
        column = replace(column, scale=replace(scale, title=size))
        if height_px(column.lines(title, "title")) <= room_px * _TITLE_OF_PAGE:
            break
    return column


def _too_small(geometry: Geometry) -> InvalidInput:
    size = f"{geometry.width_px}×{geometry.height_px}"
    return InvalidInput(
        Words(
            f"Bảng {size} quá nhỏ để đọc từ {geometry.viewing_distance_m:g} m.",
            f"A board of {size} is too small to be read from {geometry.viewing_distance_m:g} m.",
        ),
        Words(
            "Giảm viewing_distance_m trong mẫu thiết bị, hoặc dùng màn hình lớn hơn.",
            "Lower viewing_distance_m in its hardware model, or use a bigger screen.",
        ),
    )
