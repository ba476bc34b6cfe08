"""Values on tiles, big enough to be taken in while walking past: label, value, note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from media.bulletin.clean import clean
from media.bulletin.model import Card, Cards, Tile
from media.text.column import Column, tied
from media.text.flow import Band, Flow, FlowLine, Parts, height_px, stacked, together
from media.text.ink import span_px
from media.text.shape import PageShape

_MOST_IN_A_ROW = 4
_VALUE_SIZES = (1.8, 1.4, 1.0)
"""Of the size of the text, best first; the last is that size itself."""
_BETWEEN_EM = 0.5
_PAD_EM = 0.45


@dataclass(frozen=True, slots=True)
class _Grid:
    """Tiles ``width`` wide, ``across`` in a row, with values ``value`` pixels an em."""

    column: Column
    across: int
    value: int

    @property
    def between(self) -> int:
        return round(_BETWEEN_EM * self.column.scale.body)

    @property
    def pad(self) -> int:
        return round(_PAD_EM * self.column.scale.body)

    @property
    def width(self) -> int:
        return (self.column.width - (self.across - 1) * self.between) // self.across

    def tile(self, number: int) -> Column:
        """What tile ``number`` (from 0) of a row has inside its edge."""
        left = self.column.left + number * (self.width + self.between)
        return self.column.part(left + self.pad, self.width - 2 * self.pad)

    def holds(self, card: Card) -> bool:
        """Whether the value stands in one line and no word of the rest is broken."""
        room, scale = self.tile(0).width, self.column.scale
        words = [*clean(card.label).split(), *clean(card.note).split()]
        value = span_px(clean(card.value), "bold", self.value)
        return value <= room and all(span_px(word, "regular", scale.least) <= room for word in words)


def cards_flow(cards: Cards, shape: PageShape, left_px: int) -> Sequence[Flow]:
    """``cards`` on tiles, row by row; as plain lines where a tile would be higher than a page.

    Values are smaller if by that all cards, or at least a row, stand on the page that has ``left_px`` left.
    """
    if not cards.cards:
        return []
    bands = _bands_for(cards.cards, shape.column, left_px)
    if any(band.height > shape.later for band in bands):
        return [line for card in cards.cards for line in _plain(card, shape.column)]
    return bands


def _bands_for(cards: Sequence[Card], column: Column, left_px: int) -> list[Band]:
    grids = list(_grids(min(len(cards), _MOST_IN_A_ROW), column))
    sound = [grid for grid in grids if all(map(grid.holds, cards))] or grids[-1:]
    ways = [list(_bands(cards, _even(grid, len(cards)))) for grid in sound]
    whole = (bands for bands in ways if bands[0].gap + height_px(bands) <= left_px)
    begun = (bands for bands in ways if bands[0].gap + bands[0].height <= left_px)
    return next(chain(whole, begun), ways[0])


def _even(grid: _Grid, count: int) -> _Grid:
    """No more tiles in a row than make ``count`` cards rows about equally long."""
    rows = -(-count // grid.across)
    return replace(grid, across=-(-count // rows))


def _grids(most: int, column: Column) -> Iterator[_Grid]:
    """Best first: values seen side by side come before bigger ones."""
    values = [round(column.scale.body * size) for size in _VALUE_SIZES]
    for value in values:
        yield from (_Grid(column, across, value) for across in range(most, 1, -1))
    yield from (_Grid(column, 1, value) for value in values)


def _bands(cards: Sequence[Card], grid: _Grid) -> Iterator[Band]:
    left = iter(cards)
    while row := list(islice(left, grid.across)):
        yield _band(row, grid)


def _band(cards: Sequence[Card], grid: _Grid) -> Band:
    inner = [_lines(card, grid.tile(number), grid.value) for number, card in enumerate(cards)]
    height = max(height_px(lines) for lines in inner) + 2 * grid.pad
    tiles = tuple(Tile(grid.tile(number).left - grid.pad, 0, grid.width, height) for number in range(len(cards)))
    parts = together((*(stacked(lines, grid.pad) for lines in inner), Parts(tiles=tiles)))
    return Band(height, parts, gap=grid.between)


def _lines(card: Card, column: Column, value_px: int) -> list[FlowLine]:
    big = replace(column, scale=replace(column.scale, body=value_px))
    return [*column.lines(card.label, "small"), *big.lines(card.value, "strong"), *column.lines(card.note, "small")]


def _plain(card: Card, column: Column) -> list[FlowLine]:
    told = ": ".join(filter(None, (card.label, card.value)))
    lines = [*column.lines(told, "body", gap_em=0.2), *column.lines(card.note, "small")]
    return tied(lines, range(len(lines) - 1))
