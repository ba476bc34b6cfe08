"""A sheet saved from a spreadsheet, as CSV (RFC 4180) or with semicolons or tabs, into a bulletin of one table."""

from __future__ import annotations

import csv

from media.bulletin.clean import clean
from media.bulletin.model import Bulletin
from media.bulletin.rows import as_table
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_ROWS = 300
MOST_COLUMNS = 20
MOST_CHARACTERS = 200_000

_SAMPLE_CHARACTERS = 4_096
_DELIMITERS = ";\t,"
"""Spreadsheets set to Vietnamese write ``;``, as their decimals have a comma."""


def read_table(text: str, title: str) -> Bulletin:
    """The table in ``text`` under ``title``; its first row says what the others hold.

    Short rows are filled up with empty cells. Raises :class:`InvalidInput` for a file without rows, with a row longer
    than the first, with a quote that is never closed, or beyond the limits above.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_big()
    rows = [_trimmed(row) for row in _rows(text.removeprefix("\ufeff"))]
    rows = [row for row in rows if row]
    _check(rows)
    table = as_table(rows)
    if table is None or not clean(title):
        raise _empty()
    return Bulletin(clean(title), (table,))


def _rows(text: str) -> list[list[str]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True, skipinitialspace=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise _broken(reader.line_num) from error


def _delimiter(text: str) -> str:
    sample = text[:_SAMPLE_CHARACTERS]
    try:
        return csv.Sniffer().sniff(sample, delimiters=_DELIMITERS).delimiter
    except csv.Error:
        first = sample.partition("\n")[0]
        return max(_DELIMITERS, key=first.count)


def _trimmed(row: list[str]) -> list[str]:
    """Without the empty cells a spreadsheet writes behind its last column."""
    cells = [clean(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check(rows: list[list[str]]) -> None:
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
