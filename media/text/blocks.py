"""A bulletin's blocks into the column that pages are cut from."""

from __future__ import annotations

from collections.abc import Sequence

from media.bulletin.model import Block, Bulletin, Cards, Content, QrCode, Table
from media.text.cards import cards_flow
from media.text.codes import code_flow, told_of
from media.text.column import Column
from media.text.flow import Flow, FlowLine
from media.text.shape import PageShape
from media.text.tables import table_flow

_GAPS_EM = {"heading": 0.55, "paragraph": 0.4, "bullet": 0.2}


def bulletin_flow(bulletin: Bulletin, shape: PageShape) -> list[Flow]:
    """All of ``bulletin`` as one column: title, source, blocks, until when it holds."""
    column = shape.column
    flow: list[Flow] = [*column.lines(bulletin.title, "title"), *column.lines(bulletin.source, "small", gap_em=0.3)]
    for block in bulletin.blocks:
        flow += _content(block, shape)
    if bulletin.valid_until:
        flow += column.lines(f"Hiệu lực đến: {bulletin.valid_until}", "small", gap_em=0.6)
    return flow


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


def _content(block: Content, shape: PageShape) -> Sequence[Flow]:
    match block:
        case Block():
            return block_lines(block, shape.column, _GAPS_EM[block.kind])
        case Table():
            return table_flow(block, shape)
        case Cards():
            return cards_flow(block, shape)
        case QrCode():
            return code_flow(block, shape)
