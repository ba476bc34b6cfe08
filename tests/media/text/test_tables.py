"""Tables on boards: no cell lost, no row cut, the head on every page; too wide ones told row by row."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from media.bulletin import Bulletin, Page, Table
from media.text import Geometry, paginate
from media.text.shape import PageShape
from media.text.tables import stands_as_table
from tests.media.text.layout import (
    BOARDS,
    FULL_HD,
    LED,
    PHRASE,
    UPRIGHT,
    areas,
    content,
    letters,
    main_of,
    tables,
    without_repeat,
)

BOARD = st.sampled_from(BOARDS)
VACCINATION = Table(
    (
        ("Ấp", "Ngày", "Địa điểm", "Số con"),
        ("Ấp 1", "12/11", "Nhà văn hóa ấp 1, cạnh trường tiểu học Đồng Tâm", "120"),
        ("Ấp 2", "13/11", "Trạm y tế xã", "85"),
        ("Ấp 3", "", "Nhà ông Điểu Lên", "1.240"),
    )
)


def stands(table: Table, geometry: Geometry) -> bool:
    return stands_as_table(table, PageShape.of("T", geometry))


def pages_of(table: Table, geometry: Geometry) -> tuple[Page, ...]:
    return paginate(Bulletin("T", (table,)), geometry).pages


def columns_of(page: Page, style: str) -> dict[int, str]:
    """What stands under one another, letters only."""
    found: dict[int, str] = {}
    for line in page.lines:
        if line.style == style:
            found[line.x_px] = found.get(line.x_px, "") + letters([line.text])
    return found


@given(tables(PHRASE), BOARD)
@settings(max_examples=25, deadline=None)
def test_rows_are_whole_in_order_and_on_one_page_each(table: Table, geometry: Geometry) -> None:
    assume(stands(table, geometry))
    rows = [[letters([cell]) for cell in row] for row in table.rows[table.has_header :]]
    for page in pages_of(table, geometry):
        shown = columns_of(page, "body")
        here = next(n for n in range(len(rows) + 1) if all(map(str.__eq__, shown.values(), joined(rows[:n]))))
        assert list(shown.values()) == (joined(rows[:here]) if here else [])
        rows = rows[here:]
    assert rows == []


def joined(rows: list[list[str]]) -> list[str]:
    return ["".join(column) for column in zip(*rows, strict=True)] if rows else ["-"] * 6


@given(tables(PHRASE), BOARD)
@settings(max_examples=25, deadline=None)
def test_the_head_stands_over_the_rows_of_every_page(table: Table, geometry: Geometry) -> None:
    assume(stands(table, geometry))
    head = [letters([cell]) for cell in table.rows[0]] if table.has_header else []
    for page in pages_of(table, geometry):
        if columns_of(page, "body"):
            assert list(columns_of(page, "strong").values()) == head
            strong = [line.y_px for line in page.lines if line.style == "strong"]
            assert all(line.y_px > max(strong, default=0) for line in page.lines if line.style == "body")


@given(tables(PHRASE), BOARD)
@settings(max_examples=25, deadline=None)
def test_what_is_no_table_is_told_row_by_row(table: Table, geometry: Geometry) -> None:
    assume(not stands(table, geometry))
    labels = table.rows[0] if table.has_header else [""] * len(table.rows[0])
    told = [
        cell if cell.startswith(label) else f"{label}: {cell}"
        for row in table.rows[table.has_header :]
        for label, cell in zip(labels, row, strict=True)
    ]
    shown = [line.text for line in content(paginate(Bulletin("T", (table,)), geometry))]
    assert letters(shown) == letters(["T", *told])


def test_a_table_is_ruled_under_its_head_and_under_each_row() -> None:
    head, *rows = pages_of(VACCINATION, FULL_HD)[0].rules
    assert len(rows) == 3
    assert head.height_px > rows[0].height_px
    assert {rule.width_px for rule in rows} == {head.width_px}


def test_numbers_end_under_one_another_and_dates_begin_so() -> None:
    lines = {line.text: line for line in pages_of(VACCINATION, FULL_HD)[0].lines}
    assert lines["85"].x_px > lines["120"].x_px > lines["1.240"].x_px
    assert lines["12/11"].x_px == lines["13/11"].x_px == lines["Ngày"].x_px


def test_short_columns_are_not_wrapped_for_a_long_one() -> None:
    texts = [line.text for line in pages_of(VACCINATION, FULL_HD)[0].lines]
    assert {"Ấp 1", "Số con", "120"} <= set(texts)
    assert "Nhà văn hóa ấp 1, cạnh trường tiểu học Đồng Tâm" not in texts


def test_columns_too_narrow_to_be_read_down_are_told_with_what_they_are() -> None:
    wide = Table(tuple((*row, "cán bộ thú y xã", "mang theo sổ tiêm") for row in VACCINATION.rows))
    told = [line.text for page in pages_of(wide, UPRIGHT) for line in page.lines]
    assert "Ngày: 12/11" in told
    assert "Số con: 1.240" in told
    assert "Ấp 3" in told
    assert not any(line.endswith(":") for line in told)


def test_a_row_higher_than_a_page_is_told_and_cut_between_its_lines() -> None:
    long = Table((("Việc", "Nội dung"), ("Tiêm", "tiêm phòng dại " * 60)))
    assert not stands(long, LED)
    assert len(pages_of(long, LED)) > 2


def test_a_table_without_rows_is_nothing() -> None:
    assert [line.text for line in pages_of(Table(()), LED)[0].lines] == ["T"]


@pytest.mark.parametrize("geometry", [LED, FULL_HD], ids=["led", "full hd"])
def test_the_table_of_a_notice_stands_as_one(geometry: Geometry) -> None:
    assert stands(VACCINATION, geometry)


@pytest.mark.parametrize("geometry", BOARDS, ids=lambda one: f"{one.width_px}x{one.height_px}")
def test_many_rows_under_their_head_stay_inside_the_page(geometry: Geometry) -> None:
    table = Table((("Ấp", "Số con"), *((f"Ấp {n}", f"{n}") for n in range(60))))
    pages = pages_of(table, geometry)
    assert len(pages) > 2
    assert all(area.bottom <= main_of(geometry)[1] for page in pages for area in areas(page))


@given(st.integers(1, 40), st.integers(1, 40), BOARD)
@settings(max_examples=25, deadline=None)
def test_no_word_of_a_table_is_broken(first: int, second: int, geometry: Geometry) -> None:
    words = ("ệ" * first, "n" * second)
    table = Table((("Việc", "Nơi"), (f"{words[0]} {words[0]}", f"{words[1]} ở {words[1]}")))
    assume(stands(table, geometry))
    shown = [word for page in pages_of(table, geometry) for line in page.lines for word in line.text.split()]
    assert shown.count(words[0]) >= 2
    assert shown.count(words[1]) >= 2


def test_a_row_told_stays_on_one_page_where_it_fits() -> None:
    wide = Table(tuple((*row, "mang theo sổ tiêm") for row in VACCINATION.rows))
    for page in pages_of(wide, UPRIGHT)[1:]:
        assert without_repeat(page)[0].style == "heading"
