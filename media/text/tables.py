"""A table on a board: columns as wide as their content needs, its head on every page, no row cut.

Letters are never shrunk to squeeze a column in. A table too wide, or with a row too high for a page, is told row by row
instead, each value after what it is: ``Ngày: 12/11``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from media.bulletin.model import Rule, Table
from media.text.column import Column, tied
from media.text.columns import column_widths, number_columns, style_of
from media.text.flow import Band, Flow, FlowLine, Parts, height_px, stacked, together
from media.text.ink import span_px
from media.text.scale import WEIGHTS
from media.text.shape import PageShape, hairline_px

_GAP_EM = 0.5
_BETWEEN_COLUMNS_EM = 0.7
_ABOVE_AND_BELOW_EM = 0.12
_HEAD_RULE = 2
"""The hairline under the head is so many times thicker."""


def table_flow(table: Table, shape: PageShape) -> Sequence[Flow]:
    """``table`` as rows where that can be read, else told row by row."""
    if not table.rows:
        return []
    return _rows(table, shape) or list(_told(table, shape))


def stands_as_table(table: Table, shape: PageShape) -> bool:
    """Whether ``table`` is shown as one."""
    return bool(_rows(table, shape))


def _rows(table: Table, shape: PageShape) -> list[Band]:
    """A band a row; nothing when they can't stand on this board."""
    columns = _cell_columns(table, shape.column)
    if not columns:
        return []
    bands = [_band(table, row, columns, shape.column) for row in range(len(table.rows))]
    head = bands[0] if table.has_header else None
    bands[1:] = [replace(band, head=head) for band in bands[1:]]
    bands[0] = replace(bands[0], gap=round(_GAP_EM * shape.column.scale.body))
    return bands if max(height_px([band]) for band in bands) <= shape.later else []


def _cell_columns(table: Table, column: Column) -> list[Column]:
    """Where the cells of each column stand; nothing when they do not fit side by side."""
    between = round(_BETWEEN_COLUMNS_EM * column.scale.body)
    widths = column_widths(table, column.scale.body, column.width, between)
    lefts = [column.left + sum(widths[:number]) + number * between for number in range(len(widths))]
    return [column.part(left, width) for left, width in zip(lefts, widths, strict=True)]


def _band(table: Table, row: int, columns: Sequence[Column], whole: Column) -> Band:
    is_head = table.has_header and row == 0
    pad = max(1, round(_ABOVE_AND_BELOW_EM * whole.scale.body))
    cells = [
        _cell(text, row, table, column, at_right)
        for text, column, at_right in zip(table.rows[row], columns, number_columns(table), strict=True)
    ]
    foot = pad + max(height_px(cell) for cell in cells) + pad
    rule = Rule(whole.left, foot, whole.width, hairline_px(whole.width) * (_HEAD_RULE if is_head else 1))
    parts = together((*(stacked(cell, pad) for cell in cells), Parts(rules=(rule,))))
    return Band(foot + rule.height_px, parts, tied=is_head, style="heading" if is_head else "body")


def _cell(text: str, row: int, table: Table, column: Column, at_right: bool) -> list[FlowLine]:
    lines = column.lines(text, style_of(table, row))
    if not at_right:
        return lines
    spans = [span_px(line.text, WEIGHTS[line.style], line.size) for line in lines]
    return [replace(line, x=line.x + column.width - span) for line, span in zip(lines, spans, strict=True)]


def _told(table: Table, shape: PageShape) -> Iterator[FlowLine]:
    """Row by row; one that fits on a page stays on one."""
    labels = table.rows[0] if table.has_header else [""] * len(table.rows[0])
    for row in table.rows[table.has_header :]:
        told = [_labelled(label, cell) for label, cell in zip(labels, row, strict=True) if cell]
        lines = [line for number, text in enumerate(told) for line in _told_cell(text, number, shape.column)]
        fits = height_px(lines) <= shape.later
        yield from tied(lines, range(len(lines) - 1)) if fits else lines


def _told_cell(text: str, number: int, column: Column) -> list[FlowLine]:
    if number == 0:
        return column.lines(text, "heading", gap_em=_GAP_EM)
    return column.lines(text, "body", gap_em=0.1)


def _labelled(label: str, cell: str) -> str:
    """``Ngày: 12/11``; a cell that names what it is (``Ấp 3`` under ``Ấp``) needs no label."""
    names_itself = cell.casefold().startswith(label.casefold())
    return cell if names_itself else f"{label}: {cell}"
