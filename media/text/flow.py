"""What a bulletin's column is made of, from top to bottom, before it is cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from msgspec.structs import replace

from media.bulletin.model import Code, Line, Rule, Style, Tile

_Part = TypeVar("_Part", Line, Rule, Tile, Code)


class Parts(NamedTuple):
    """Things that stand on a page, placed from where the upper edge of what holds them is."""

    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    tiles: tuple[Tile, ...] = ()
    codes: tuple[Code, ...] = ()

    def lower(self, by_px: int) -> Parts:
        """The same ``by_px`` further down."""
        return Parts(
            _lowered(self.lines, by_px),
            _lowered(self.rules, by_px),
            _lowered(self.tiles, by_px),
            _lowered(self.codes, by_px),
        )

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


def _lowered(parts: Iterable[_Part], by_px: int) -> tuple[_Part, ...]:
    return tuple(replace(part, y_px=part.y_px + by_px) for part in parts)
