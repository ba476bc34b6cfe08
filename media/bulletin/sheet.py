"""A sheet saved from a spreadsheet, as CSV (RFC 4180) or with semicolons or tabs, into a bulletin of one table."""

from __future__ import annotations

import csv
import io

from media.bulletin.clean import clean
from media.bulletin.model import Bulletin
from media.bulletin.rows import as_table
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_ROWS = 300
MOST_COLUMNS = 20
MOST_CHARACTERS = 200_000

_DELIMITERS = ";\t,"
"""Spreadsheets set to Vietnamese write ``;``, as their decimals have a comma."""

_Rows = list[list[str]]


def read_table(text: str, title: str) -> Bulletin:
    """The table in ``text`` under ``title``; its first row says what the others hold.

    Short rows are filled up with empty cells. Raises :class:`InvalidInput` for a file without rows, with a row longer
    than the first, with a quote that is never closed, or beyond the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_big()
    rows = [cells for row in _rows(text.removeprefix("\ufeff")) if (cells := _trimmed(row))]
    _check(rows)
    table = as_table(rows)
    if table is None or not clean(title):
        raise _empty()
    return Bulletin(clean(title), (table,))


def _rows(text: str) -> _Rows:
    """By the separator that gives the first row most cells, and of equal ones no other row more.

    ``csv.Sniffer`` goes by how often a character occurs, and takes those inside quotes for separators.
    """
    read = [_read(text, delimiter) for delimiter in _DELIMITERS]
    whole = [rows for rows in read if not isinstance(rows, int)]
    if not whole:
        raise _broken(max(line for line in read if isinstance(line, int)))
    return max(whole, key=_likelihood)


def _read(text: str, delimiter: str) -> _Rows | int:
    """The rows, or the line at which the quotes go wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        return list(reader)
    except csv.Error:
        return reader.line_num


def _likelihood(rows: _Rows) -> tuple[int, bool]:
    first = len(rows[0]) if rows else 0
    return first, all(len(row) <= first for row in rows)


def _trimmed(row: list[str]) -> list[str]:
    """Without the empty cells a spreadsheet writes behind its last column."""
    cells = [clean(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check(rows: _Rows) -> None:
    if not rows:
        raise _empty()
    if len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
        raise _too_big()
    for number, row in enumerate(rows, start=1):
        if len(row) > len(rows[0]):
            raise _ragged(number, len(row), len(rows[0]))


def _empty() -> InvalidInput:
    return InvalidInput(
        Words("Bảng chưa có tên hoặc không có dòng nào.", "The table has no title or no rows."),
        Words("Đặt tên và chọn tệp CSV có nội dung.", "Give it a title and choose a CSV file with content."),
    )


def _too_big() -> InvalidInput:
    return InvalidInput(
        Words(
            f"Bảng lớn hơn {MOST_ROWS} dòng, {MOST_COLUMNS} cột hoặc {MOST_CHARACTERS} ký tự.",
            f"The table is over {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CHARACTERS} characters.",
        ),
        Words("Chia thành nhiều bảng nhỏ hơn.", "Split it into smaller tables."),
    )


def _ragged(number: int, cells: int, columns: int) -> InvalidInput:
    return InvalidInput(
        Words(
            f"Dòng {number} có {cells} ô nhưng dòng đầu chỉ có {columns}.",
            f"Row {number} has {cells} cells but the first only {columns}.",
        ),
        Words(
            "Sửa dòng đó, hoặc đặt ô có dấu phân cách trong dấu ngoặc kép.",
            "Correct that row, or put cells that hold the separator in quotes.",
        ),
    )


def _broken(line: int) -> InvalidInput:
    return InvalidInput(
        Words(f"Tệp bảng sai ở gần dòng {line}: dấu ngoặc kép.", f"The table is broken near line {line}: its quotes."),
        Words("Lưu lại từ bảng tính ở dạng CSV.", "Save it again from the spreadsheet as CSV."),
    )
