"""What of an alert stands on which page: headline and area, what to do, what happens, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from media.board.alert_shape import AlertShape
from media.board.alert_untold import Untold, untold
from media.board.alert_words import VIET_NAM, AlertWords, words_for
from media.board.look import Look
from media.bulletin.model import Content, Page
from media.bulletin.reader import read_blocks
from media.bulletin.title import titled
from media.text.blocks import block_lines
from media.text.column import Column
from media.text.flow import FlowLine
from media.text.pages import cut
from media.text.paging import placed, reading_ms
from media.text.repeat import repeat_height_px, repeat_line
from media.text.scale import Scale
from media.text.shape import page_column, with_modest_title
from protocol.alert import Alert, AlertText

_ENLARGED = (1.5, 1.25, 1.1, 1.0)
"""A short warning is written as big as keeps its number of pages least."""
_HEADLINE = 1.35


@lru_cache(maxsize=64)
def alert_pages(look: Look, alert: Alert, text: AlertText, time_zone: str = VIET_NAM) -> tuple[Page, ...]:
    """The pages of ``text`` of ``alert`` on this board, with how long each should stand; lines are placed in the panel.

    What to do comes before what happens: who sees one page only must have seen that. Later pages begin with a short
    repeat of the headline.
    """
    beside = untold(look, alert, text, time_zone)
    fewest: tuple[Page, ...] = ()
    for larger in (_ENLARGED[-1],) if look.is_low else _ENLARGED:
        pages = _pages(look, text, beside, larger)
        fewest = pages if not fewest or len(pages) < len(fewest) else fewest
        if len(fewest) == 1:
            break
    return fewest


def page_at(pages: Sequence[Page], since_ms: int) -> int:
    """Which page (from 0) stands ``since_ms`` after the first appeared; after the last the first comes again."""
    left = since_ms % sum(page.duration_ms for page in pages)
    for number, page in enumerate(pages):
        if left < page.duration_ms:
            return number
        left -= page.duration_ms
    return 0


def _pages(look: Look, text: AlertText, beside: Untold, larger: float) -> tuple[Page, ...]:
    shape, words = AlertShape.of(look), words_for(text.language)
    top, room = shape.margin_px, shape.room_px
    column = with_modest_title(text.headline, _column(look.scale, shape, larger), room)
    repeat_px = repeat_height_px(column, room)
    cuts = list(cut(_lines(beside, text, column, words), room, room - repeat_px))
    pages = [Page(placed(cuts[0], top), reading_ms(cuts[0]))]
    for number, lines in enumerate(cuts[1:], start=2):
        head = (repeat_line(text.headline, number, len(cuts), column, top),) if repeat_px else ()
        pages.append(Page(head + placed(lines, top + repeat_px), reading_ms(lines)))
    return tuple(pages)


def _column(scale: Scale, shape: AlertShape, larger: float) -> Column:
    body = round(scale.body * larger)
    sizes = replace(scale, body=body, heading=body, title=round(body * _HEADLINE))
    beside = 2 * shape.margin_px
    return page_column(beside, shape.panel.width_px - 2 * beside, sizes, shape.room_px)


def _lines(beside: Untold, text: AlertText, column: Column, words: AlertWords) -> list[FlowLine]:
    lines = column.lines(text.headline, "title")
    for told in beside.first:
        lines += column.lines(told, "body", gap_em=0.2)
    if text.area:
        lines += column.lines(f"{words.area}: {text.area}", "body", gap_em=0.2)
    lines += _section(words.to_do, text.instruction, column)
    lines += _section(words.situation, text.description, column)
    for told in beside.last:
        lines += column.lines(told, "body", gap_em=0.4)
    if text.sender_name:
        lines += column.lines(f"{words.sender}: {text.sender_name}", "small", gap_em=0.4)
    return lines


def _section(label: str, text: str, column: Column) -> list[FlowLine]:
    blocks = _blocks(label, text)
    if not blocks:
        return []
    lines = column.lines(label, "heading", gap_em=0.35)
    for block in blocks:
        lines += block_lines(block, column, gap_em=0.1)
    return lines


@lru_cache(maxsize=64)
def _blocks(label: str, text: str) -> tuple[Content, ...]:
    """Read once for all the sizes that are tried."""
    return titled(read_blocks(text), label).blocks
