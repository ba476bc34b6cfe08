"""Sheets saved as CSV into tables: any separator, mended where it can be, refused with words where it can't."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.bulletin import Bulletin, Table, clean, read_table
from media.bulletin.sheet import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from protocol.errors import InvalidInput

CELL = st.text('abcđêẤỄỘ ;,"\t\n', max_size=9).map(clean).map("x".__add__)
ROWS = st.integers(2, 5).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=2, max_size=6))


def written(rows: list[tuple[str, ...]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@given(ROWS, st.sampled_from([";", ",", "\t"]))
def test_every_cell_is_read(rows: list[tuple[str, ...]], delimiter: str) -> None:
    assert read_table(written(rows, delimiter), "Lịch") == Bulletin("Lịch", (Table(tuple(rows)),))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_sheet_without_quotes_from_excel(delimiter: str) -> None:
    text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in (("Ấp", "Ngày", ""), ("1", "12/11", ""), ("", "", "")))
    assert read_table(text, "Lịch").blocks == (Table((("Ấp", "Ngày"), ("1", "12/11"))),)


def test_decimal_commas_do_not_part_cells_of_a_vietnamese_sheet() -> None:
    text = "Mặt hàng;Giá;Tăng\nTiêu;145,5;1,2\nĐiều;32,75;0,4\n"
    assert read_table(text, "Giá").blocks[0] == Table(
        (("Mặt hàng", "Giá", "Tăng"), ("Tiêu", "145,5", "1,2"), ("Điều", "32,75", "0,4"))
    )


def test_one_column_is_a_table_too() -> None:
    assert read_table("Ấp\nmột\nhai\n", "Tên").blocks == (Table((("Ấp",), ("một",), ("hai",))),)


def test_short_rows_are_filled_up() -> None:
    assert read_table("a;b;c\n1\n1;2;3\n", "T").blocks == (Table((("a", "b", "c"), ("1", "", ""), ("1", "2", "3"))),)


def test_a_single_row_is_no_head() -> None:
    assert read_table("a;b\n", "T").blocks == (Table((("a", "b"),), has_header=False),)


@given(st.text())
def test_any_text_is_a_table_or_refused_with_words(text: str) -> None:
    try:
        (table,) = read_table(text, "T").blocks
    except InvalidInput as refused:
        assert refused.told_in("vi")
    else:
        assert isinstance(table, Table)
        assert len({len(row) for row in table.rows}) == 1


@pytest.mark.parametrize(
    ("text", "title", "problem"),
    [
        ("", "T", "no title or no rows"),
        (" ;;\n\n;", "T", "no title or no rows"),
        ("a;b", " ", "no title or no rows"),
        ("a;b\n1;2;3\n", "T", "Row 2 has 3 cells but the first only 2"),
        ('a;b\n"1;2\n', "T", "broken near line 2"),
        ("a;b\n" * (MOST_ROWS + 1), "T", "Split it"),
        (";".join("a" * (MOST_COLUMNS + 1)), "T", "Split it"),
        ("a" * (MOST_CHARACTERS + 1), "T", "Split it"),
    ],
)
def test_what_is_no_table_is_refused(text: str, title: str, problem: str) -> None:
    with pytest.raises(InvalidInput, match=problem):
        read_table(text, title)
