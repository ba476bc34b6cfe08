"""Tables of Word: merged cells are given to every row they reach into, so that each row says all by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from media.bulletin.model import Block, Content, Table
from media.bulletin.rows import as_table
from media.bulletin.sheet import MOST_COLUMNS, MOST_ROWS
from media.word.refusals import table_too_big
from media.word.xml import Element, at, named, number, value

_ROW, _CELL, _CONTROL, _INSIDE = named("w:tr"), named("w:tc"), named("w:sdt"), named("w:sdtContent")
CellWords = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column of the grid; ``spans`` says how many columns each took."""

    cells: tuple[str, ...]
    spans: tuple[int, ...]


def blocks_of(table: Element, words_of: CellWords) -> Iterator[Content]:
    """The table; rows above it that are one cell from edge to edge are paragraphs, and so is a table of one column."""
    rows = _rows(table, words_of)
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise table_too_big(MOST_ROWS, MOST_COLUMNS)
    while rows and (width == 1 or rows[0].spans == (width,)):
        text = rows.pop(0).cells[0]
        if text:
            yield Block("paragraph", text)
    made = as_table([_filled(row.cells, width) for row in rows])
    if isinstance(made, Table):
        yield made


def _rows(table: Element, words_of: CellWords) -> list[Row]:
    rows: list[Row] = []
    for element in _inside(table, _ROW):
        if at(element, "w:trPr", "w:del") is None:
            rows.append(_row(element, words_of, rows[-1].cells if rows else ()))
    return rows


def _row(row: Element, words_of: CellWords, above: tuple[str, ...]) -> Row:
    before = _bounded(number(row, "w:trPr", "w:gridBefore") or 0)
    cells, spans = [""] * before, [1] * before
    for cell in _inside(row, _CELL):
        span = max(1, _bounded(number(cell, "w:tcPr", "w:gridSpan") or 1))
        at_column = len(cells)
        text = above[at_column] if _goes_on(cell) and at_column < len(above) else words_of(cell)
        cells += [text, *[""] * (span - 1)]
        spans.append(span)
    return Row(tuple(cells), tuple(spans))


def _goes_on(cell: Element) -> bool:
    """Whether it is a part of the cell above it."""
    merged = at(cell, "w:tcPr", "w:vMerge")
    return merged is not None and (value(cell, "w:tcPr", "w:vMerge") or "continue") == "continue"


def _bounded(columns: int) -> int:
    return min(columns, MOST_COLUMNS + 1)


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Its children of that name, those in content controls too."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag == _CONTROL:
            content = child.find(_INSIDE)
            yield from () if content is None else _inside(content, name)
