"""What of an alert stands on which page: headline and area, what to do, what happens, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from media.board.alert_shape import AlertShape, alert_column
from media.board.alert_words import AlertWords, words_for
from media.board.look import Look
from media.bulletin.model import Page
from media.bulletin.reader import read_bulletin
from media.text.flow import Column, FlowLine, block_lines
from media.text.pages import cut, height_px
from media.text.paging import placed, reading_ms
from media.text.repeat import repeat_height_px, repeat_line
from protocol.alert import Alert, AlertText

_HEADLINE_OF_PAGE = 0.6
"""A headline higher than this part of the panel is set in the size of the text."""


@lru_cache(maxsize=64)
def alert_pages(look: Look, alert: Alert, text: AlertText) -> tuple[Page, ...]:
    """The pages of ``text`` on this board, with how long each should stand; lines are placed within the panel.

    What to do comes before what happens: who sees one page only must have seen that. Later pages begin with a short
    repeat of the headline.
    """
    shape = AlertShape.of(look)
    column = _with_modest_headline(text.headline, alert_column(look, shape), shape.room_px)
    repeat_px = repeat_height_px(column, shape.room_px)
    cuts = list(cut(_lines(text, column, words_for(text.language)), shape.room_px, shape.room_px - repeat_px))
    pages = [Page(placed(cuts[0], shape.margin_px), reading_ms(cuts[0]))]
    for number, lines in enumerate(cuts[1:], start=2):
        head = (repeat_line(text.headline, number, len(cuts), column, shape.margin_px),) if repeat_px else ()
        pages.append(Page(head + placed(lines, shape.margin_px + repeat_px), reading_ms(lines)))
    return tuple(pages)


def page_at(pages: Sequence[Page], since_ms: int) -> int:
    """Which page (from 0) stands ``since_ms`` after the first appeared; after the last the first comes again."""
    left = since_ms % sum(page.duration_ms for page in pages)
    for number, page in enumerate(pages):
        if left < page.duration_ms:
            return number
        left -= page.duration_ms
    return 0


def _lines(text: AlertText, column: Column, words: AlertWords) -> list[FlowLine]:
    lines = column.lines(text.headline, "title")
    if text.area:
        lines += column.lines(f"{words.area}: {text.area}", "body", gap_em=0.2)
    lines += _section(words.to_do, text.instruction, column)
    lines += _section(words.situation, text.description, column)
    if text.sender_name:
        lines += column.lines(f"{words.sender}: {text.sender_name}", "small", gap_em=0.4)
    return lines


def _section(label: str, text: str, column: Column) -> list[FlowLine]:
    if not text.strip():
        return []
    lines = column.lines(label, "heading", gap_em=0.35)
    for block in read_bulletin(text, title=label).blocks:
        lines += block_lines(block, column, gap_em=0.1)
    return lines


def _with_modest_headline(headline: str, column: Column, room_px: int) -> Column:
    if height_px(column.lines(headline, "title")) <= room_px * _HEADLINE_OF_PAGE:
        return column
    return replace(column, scale=replace(column.scale, title=column.scale.body))
