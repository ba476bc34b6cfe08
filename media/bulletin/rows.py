"""Rows of cells, of whatever lengths they come, into a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from media.bulletin.clean import clean
from media.bulletin.model import Table


def as_table(rows: Sequence[Sequence[str]]) -> Table | None:
    """A table as wide as its first row; empty rows and columns are left out. None when nothing is left.

    Short rows are filled up; what a long row has too much joins its last cell. An empty first row is no head, and
    neither is the only one.
    """
    even = [_as_wide(row, len(rows[0])) for row in rows] if rows else []
    filled = _without_empty_columns([row for row in even if any(row)])
    if not filled:
        return None
    return Table(tuple(filled), has_header=any(even[0]) and len(filled) > 1)


def _as_wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    cells = [clean(cell) for cell in row]
    if len(cells) > width:
        cells[width - 1 :] = [clean(" ".join(cells[width - 1 :]))]
    return (*cells, *[""] * (width - len(cells)))


def _without_empty_columns(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    kept = [any(column) for column in zip(*rows, strict=True)]
    return [_chosen(row, kept) for row in rows]


def _chosen(row: Iterable[str], kept: Iterable[bool]) -> tuple[str, ...]:
    return tuple(cell for cell, keep in zip(row, kept, strict=True) if keep)
