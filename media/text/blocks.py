"""A bulletin's blocks into the column that pages are cut from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.bulletin.model import Block, Bulletin, Cards, Content, QrCode, Table
from media.text.cards import cards_flow
from media.text.codes import code_flow, told_lines, told_of
from media.text.column import Column, tied
from media.text.flow import Band, Flow, FlowLine, height_px
from media.text.pages import last_begun
from media.text.shape import PageShape
from media.text.tables import table_flow

_GAPS_EM = {"heading": 0.55, "paragraph": 0.4, "bullet": 0.2}
_SOURCE_GAP_EM = 0.3
_FOOT_GAP_EM = 0.6


@dataclass(frozen=True, slots=True)
class Order:
    """How the parts of a bulletin follow one another."""

    source_last: bool = False
    """The source stands behind the blocks, not under the title."""
    head_tied: bool = False
    """Title and source do not stand alone, though the first block be torn or a code be small for that."""
    codes_told: bool = False
    """Codes stand elsewhere: here are their words only."""


def head_flow(bulletin: Bulletin, column: Column, order: Order) -> list[FlowLine]:
    """What a bulletin begins with."""
    title = column.lines(bulletin.title, "title")
    source = [] if order.source_last else column.lines(bulletin.source, "small", gap_em=_SOURCE_GAP_EM)
    return tied([*title, *source], range(len(title) + len(source) - (not order.head_tied)))


def bulletin_flow(bulletin: Bulletin, shape: PageShape, order: Order) -> list[Flow]:
    """All of ``bulletin`` as one column: title, source, blocks, until when it holds.

    Cards and codes are fitted into what is left of the page they come to.
    """
    foot = _foot_flow(bulletin, shape.column, order)
    flow: list[Flow] = [*head_flow(bulletin, shape.column, order)]
    begun = 0
    for number, block in enumerate(bulletin.blocks, start=1):
        begun = last_begun(flow, begun, shape.first, shape.later)
        left = (shape.later if begun else shape.first) - height_px(flow[begun:])
        kept = _whole_px(foot) if number == len(bulletin.blocks) else 0
        flow += _content(block, shape, left - kept, order)
    return [*_tied_to(foot, flow), *foot]


def block_lines(block: Content, column: Column, gap_em: float) -> list[FlowLine]:
    """One block as lines of text and nothing else: a table row by row, a code as its caption and address."""
    match block:
        case Block(kind="heading", text=text):
            return column.lines(text, "heading", gap_em)
        case Block(kind="bullet", text=text, level=level):
            return column.lines(text, "bullet", gap_em, indent_em=1.1 * (1 + min(level, 3)))
        case QrCode():
            return [line for text in told_of(block) for line in column.lines(text, "body", gap_em)]
        case _:
            return [line for text in block.text.splitlines() for line in column.lines(text, "body", gap_em)]


def _foot_flow(bulletin: Bulletin, column: Column, order: Order) -> list[FlowLine]:
    source = column.lines(bulletin.source, "small", gap_em=_FOOT_GAP_EM) if order.source_last else []
    until = f"Hiệu lực đến: {bulletin.valid_until}" if bulletin.valid_until else ""
    return [*source, *column.lines(until, "small", gap_em=0.0 if source else _FOOT_GAP_EM)]


def _tied_to(foot: Sequence[Flow], flow: list[Flow]) -> list[Flow]:
    """``flow`` with its last piece tied to ``foot``, which says too little for a page of its own."""
    last = [replace(one, tied=True) for one in flow[-1:] if isinstance(one, FlowLine | Band)] if foot else flow[-1:]
    return [*flow[:-1], *last]


def _whole_px(flow: Sequence[Flow]) -> int:
    return sum(one.gap + one.height for one in flow)


def _content(block: Content, shape: PageShape, left_px: int, order: Order) -> Sequence[Flow]:
    """``block``, which comes to a page with ``left_px`` left."""
    match block:
        case Block():
            return block_lines(block, shape.column, _GAPS_EM[block.kind])
        case Table():
            return table_flow(block, shape)
        case Cards():
            return cards_flow(block, shape, left_px)
        case QrCode() if order.codes_told:
            return told_lines(block, shape.column)
        case QrCode():
            return code_flow(block, shape, left_px, may_be_small=order.head_tied)
