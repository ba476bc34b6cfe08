"""The room for text on a page, and text made into lines for it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from media.bulletin.clean import clean
from media.bulletin.model import Style
from media.text.flow import FlowLine
from media.text.ink import reach_px
from media.text.scale import WEIGHTS, Scale, ascent_px, descent_px
from media.text.wrap import wrap

_LONG_ENOUGH_TO_SPLIT = 4
"""A block of fewer lines stays on one page where it can."""


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
        size = self.size(style)
        indent = min(round(indent_em * size), self.width // 2)
        texts = wrap(clean(text), WEIGHTS[style], size, self.width - indent)
        lines = [_line(part, style, self.left + indent, size) for part in texts]
        if style == "bullet":
            lines[1:] = [replace(line, style="body") for line in lines[1:]]
        lines[:1] = [replace(line, gap=round(gap_em * size)) for line in lines[:1]]
        if style in ("title", "heading"):
            return tied(lines, range(len(lines)))
        return tied(lines, _inner_ties(len(lines))) if self.ties_blocks else lines

    def size(self, style: Style) -> int:
        """The font size of ``style``, in pixels an em."""
        sizes = {"title": self.scale.title, "heading": self.scale.heading, "small": self.scale.least}
        return sizes.get(style, self.scale.body)

    def part(self, left: int, width: int) -> Column:
        """A narrower column within this one."""
        return replace(self, left=left, width=width)


def tied(lines: list[FlowLine], numbers: Container[int]) -> list[FlowLine]:
    """``lines`` with those at ``numbers`` (from 0) tied to the one that follows."""
    return [replace(line, tied=number in numbers) for number, line in enumerate(lines)]


def _inner_ties(count: int) -> Container[int]:
    """A short block stays whole; a longer one leaves at least two lines on either side of a page's end."""
    return range(count - 1) if count < _LONG_ENOUGH_TO_SPLIT else (0, count - 2)


def _line(text: str, style: Style, x: int, size: int) -> FlowLine:
    above, below = reach_px(text, WEIGHTS[style], size)
    return FlowLine(text, style, x, size, max(ascent_px(size), above), max(descent_px(size), below))
