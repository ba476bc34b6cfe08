"""Blocks into one long column of lines, before it is cut into pages."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from media.bulletin.clean import clean
from media.bulletin.model import Block, Bulletin, Style
from media.text.ink import ink
from media.text.scale import WEIGHTS, Scale, ascent_px, descent_px
from media.text.wrap import wrap

_LONG_ENOUGH_TO_SPLIT = 4
"""A block of fewer lines stays on one page where it can."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line of the column. Heights in pixels; ``gap`` is blank above it, unless it is the first of a page."""

    text: str
    style: Style
    x: int
    size: int
    ascent: int
    descent: int
    gap: int = 0
    tied: bool = False
    """The page must not end after this line: a heading needs what it heads, a paragraph keeps two lines together."""


@dataclass(frozen=True, slots=True)
class Column:
    """The room for text: where it begins, how wide it is and in which sizes."""

    left: int
    width: int
    scale: Scale
    ties_blocks: bool = True
    """Whether pages have room enough to keep short paragraphs whole; headings stay with their text in any case."""

    def lines(self, text: str, style: Style, gap_em: float = 0.0, indent_em: float = 0.0) -> list[FlowLine]:
        """``text`` as lines of the column; a bullet's further lines are plain body lines under its first."""
        size = self._size(style)
        indent = round(indent_em * size)
        texts = wrap(clean(text), WEIGHTS[style], size, self.width - indent)
        lines = [_line(part, style, self.left + indent, size) for part in texts]
        if style == "bullet":
            lines[1:] = [replace(line, style="body") for line in lines[1:]]
        lines[:1] = [replace(line, gap=round(gap_em * size)) for line in lines[:1]]
        if style in ("title", "heading"):
            return tied(lines, range(len(lines)))
        return tied(lines, _inner_ties(len(lines))) if self.ties_blocks else lines

    def _size(self, style: Style) -> int:
        sizes = {"title": self.scale.title, "heading": self.scale.heading, "small": self.scale.least}
        return sizes.get(style, self.scale.body)


def bulletin_lines(bulletin: Bulletin, column: Column) -> list[FlowLine]:
    """All of ``bulletin`` as one column: title, source, blocks, until when it holds."""
    lines = column.lines(bulletin.title, "title")
    lines += column.lines(bulletin.source, "small", gap_em=0.3)
    for gap_em, block in _with_gaps(bulletin.blocks):
        lines += block_lines(block, column, gap_em)
    if bulletin.valid_until:
        lines += column.lines(f"Hiệu lực đến: {bulletin.valid_until}", "small", gap_em=0.6)
    return lines


def block_lines(block: Block, column: Column, gap_em: float) -> list[FlowLine]:
    """One block as lines."""
    match block.kind:
        case "heading":
            return column.lines(block.text, "heading", gap_em)
        case "bullet":
            return column.lines(block.text, "bullet", gap_em, indent_em=1.1 * (1 + min(block.level, 3)))
        case "paragraph":
            return column.lines(block.text, "body", gap_em)


def tied(lines: list[FlowLine], numbers: Container[int]) -> list[FlowLine]:
    """``lines`` with those at ``numbers`` (from 0) tied to the one that follows."""
    return [replace(line, tied=number in numbers) for number, line in enumerate(lines)]


def _inner_ties(count: int) -> Container[int]:
    """A short block stays whole; a longer one leaves at least two lines on either side of a page's end."""
    return range(count - 1) if count < _LONG_ENOUGH_TO_SPLIT else (0, count - 2)


def _with_gaps(blocks: tuple[Block, ...]) -> Iterator[tuple[float, Block]]:
    gaps = {"heading": 0.55, "paragraph": 0.4, "bullet": 0.2}
    for block in blocks:
        yield gaps[block.kind], block


def _line(text: str, style: Style, x: int, size: int) -> FlowLine:
    box = ink(text, WEIGHTS[style], size)
    return FlowLine(text, style, x, size, max(ascent_px(size), -box.top), max(descent_px(size), box.bottom))
