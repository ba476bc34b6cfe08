"""What a bulletin's column is made of, from top to bottom, before it is cut into pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from msgspec.structs import replace as moved

from media.bulletin.clean import clean
from media.bulletin.model import Code, Line, Rule, Style, Tile
from media.text.ink import ink
from media.text.scale import WEIGHTS, Scale, ascent_px, descent_px
from media.text.wrap import wrap

_LONG_ENOUGH_TO_SPLIT = 4
"""A block of fewer lines stays on one page where it can."""


class Parts(NamedTuple):
    """Things that stand on a page, placed from where the upper edge of what holds them is."""

    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    tiles: tuple[Tile, ...] = ()
    codes: tuple[Code, ...] = ()

    def lower(self, by_px: int) -> Parts:
        """The same ``by_px`` further down."""
        return Parts(*(tuple(moved(one, y_px=one.y_px + by_px) for one in kind) for kind in self))  # type: ignore[arg-type]

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return sum(len(line.text.split()) for line in self.lines)


def together(parts: Iterable[Parts]) -> Parts:
    """All of ``parts``, those of one kind in their order."""
    kinds = zip(*parts, strict=True)
    return Parts(*(tuple(one for each in kind for one in each) for kind in kinds))


class Flow(Protocol):
    """A piece of the column that no page's end goes through. Heights in pixels."""

    @property
    def height(self) -> int:
        """From its upper to its lower edge."""

    @property
    def gap(self) -> int:
        """Blank above it, unless it is the first of a page."""

    @property
    def tied(self) -> bool:
        """The page must not end after it: a heading needs what it heads, a paragraph keeps two lines together."""

    @property
    def style(self) -> Style:
        """``heading`` is what must not be parted from what follows."""

    @property
    def parts(self) -> Parts:
        """What stands in it, from its upper edge."""

    @property
    def head(self) -> Flow | None:
        """What is said again above it when a page begins with it."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line of text."""

    text: str
    style: Style
    x: int
    size: int
    ascent: int
    descent: int
    gap: int = 0
    tied: bool = False
    head: None = None

    @property
    def height(self) -> int:
        """Of its letters, marks and tails."""
        return self.ascent + self.descent

    @property
    def parts(self) -> Parts:
        """The line."""
        return Parts((Line(self.text, self.style, self.x, self.ascent, self.size),))


@dataclass(frozen=True, slots=True)
class Band:
    """Things side by side: a row of a table or of cards, a code with its caption."""

    height: int
    parts: Parts
    gap: int = 0
    tied: bool = False
    style: Style = "body"
    head: Band | None = None


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


def height_px(flow: Sequence[Flow]) -> int:
    """Of ``flow`` on a page of its own."""
    head = flow[0].head if flow else None
    return sum(one.height for one in flow) + sum(one.gap for one in flow[1:]) + (head.height if head else 0)


def stacked(flow: Sequence[Flow], top_px: int) -> Parts:
    """``flow`` one under the other, the first right under ``top_px``."""
    placed, y = [Parts()], top_px
    for number, one in enumerate(flow):
        y += one.gap if number else 0
        if number == 0 and one.head:
            placed.append(one.head.parts.lower(y))
            y += one.head.height
        placed.append(one.parts.lower(y))
        y += one.height
    return together(placed)


def _inner_ties(count: int) -> Container[int]:
    """A short block stays whole; a longer one leaves at least two lines on either side of a page's end."""
    return range(count - 1) if count < _LONG_ENOUGH_TO_SPLIT else (0, count - 2)


def _line(text: str, style: Style, x: int, size: int) -> FlowLine:
    box = ink(text, WEIGHTS[style], size)
    return FlowLine(text, style, x, size, max(ascent_px(size), -box.top), max(descent_px(size), box.bottom))
