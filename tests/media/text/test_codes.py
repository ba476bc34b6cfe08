"""QR codes on pages: as large as the farthest reader needs where there is room, words beside or below."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.board import Look, draw_page
from media.bulletin import Block, Bulletin, Code, QrCode, Table
from media.text import Geometry, paginate
from media.text.codes import LEAST_MODULE_PX, scanned_from_m, told_of
from media.text.paging import PAGE_AT_LEAST_MS, SCANNING_MS
from media.text.shape import PageShape
from media.text.symbol import QUIET_MODULES, matrix, modules_across
from tests.media.text.layout import BOARDS, CODE, FULL_HD, LED, TINY, UPRIGHT, content, letters

LINK = QrCode("https://dichvucong.dongnai.gov.vn/tiem-phong", "Đăng ký tiêm phòng")
NEAR = Geometry(1920, 1080, 0.634, 2.0)


def code_on(code: QrCode, geometry: Geometry, room_px: tuple[int, int] | None = None) -> Code | None:
    pages = paginate(Bulletin("T", (code,)), geometry, room_px).pages
    return next((code for page in pages for code in page.codes), None)


@given(CODE, st.sampled_from(BOARDS))
@settings(max_examples=30, deadline=None)
def test_a_code_is_whole_pixels_a_module_and_as_large_as_it_should_or_can_be(code: QrCode, geometry: Geometry) -> None:
    drawn, across = code_on(code, geometry), modules_across(code.payload)
    room = PageShape.of("T", geometry)
    most = min(room.later, room.column.width)
    if drawn is None:
        assert most < across
        return
    assert drawn.payload == code.payload
    assert drawn.side_px % across == 0
    fine_enough = drawn.side_px >= LEAST_MODULE_PX * across
    seen_by_all = scanned_from_m(drawn.side_px, code.payload, geometry) >= geometry.viewing_distance_m
    words_take_the_rest = drawn.side_px + across > most // 2
    assert (fine_enough and seen_by_all) or words_take_the_rest


@given(CODE, st.sampled_from(BOARDS))
@settings(max_examples=30, deadline=None)
def test_caption_and_address_keep_every_letter(code: QrCode, geometry: Geometry) -> None:
    shown = [line.text for line in content(paginate(Bulletin("T", (code,)), geometry))]
    assert letters(shown) == letters(["T", *told_of(code)])


def test_a_code_is_no_larger_than_the_farthest_reader_needs() -> None:
    drawn, across = code_on(LINK, NEAR), modules_across(LINK.payload)
    assert drawn
    assert scanned_from_m(drawn.side_px, LINK.payload, NEAR) >= NEAR.viewing_distance_m
    assert scanned_from_m(drawn.side_px - across, LINK.payload, NEAR) < NEAR.viewing_distance_m


def test_words_stand_beside_a_code_on_a_wide_board_and_above_it_on_an_upright_one() -> None:
    for geometry, is_beside in ((FULL_HD, True), (UPRIGHT, False)):
        page = next(page for page in paginate(Bulletin("T", (LINK,)), geometry).pages if page.codes)
        caption = next(line for line in page.lines if line.text.startswith("Đăng ký"))
        assert (caption.y_px > page.codes[0].y_px) is is_beside


def test_where_no_code_can_be_drawn_its_words_are() -> None:
    dense = QrCode("https://a.vn/" + "x" * 280, "Đăng ký")
    assert code_on(dense, TINY, (140, 60)) is None
    lines = [line.text for line in content(paginate(Bulletin("T", (dense,)), TINY, (140, 60)))]
    assert letters(lines) == letters(["T", "Đăng ký", "a.vn/…"])


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ("https://dongnai.gov.vn/", ["dongnai.gov.vn"]),
        ("http://dongnai.gov.vn/tin?id=1", ["dongnai.gov.vn/tin?id=1"]),
        ("https://dongnai.gov.vn/" + "x" * 60, ["dongnai.gov.vn/…"]),
        ("tel:112", []),
    ],
)
def test_an_address_is_told_as_people_read_it(payload: str, told: list[str]) -> None:
    assert told_of(QrCode(payload)) == told
    assert told_of(QrCode(payload, "Gọi")) == ["Gọi", *told]


def test_a_page_with_a_code_gives_time_to_take_out_a_telephone() -> None:
    page = next(page for page in paginate(Bulletin("T", (LINK,)), LED).pages if page.codes)
    assert page.duration_ms == PAGE_AT_LEAST_MS + SCANNING_MS


def test_the_quiet_zone_is_four_modules_on_each_side() -> None:
    assert QUIET_MODULES == 4
    assert modules_across("x") == len(matrix("x")) + 8 == 29


def test_a_code_is_scanned_from_ten_times_its_dark_part() -> None:
    assert scanned_from_m(29 * 10, "x", Geometry(640, 384, 5.0, 12.0)) == pytest.approx(21 * 10 * 0.005 * 10)


@pytest.mark.skipif(sys.gettrace() is not None, reason="coverage is traced, which takes twice the time")
def test_a_full_hd_page_with_a_code_is_laid_out_and_drawn_within_90_ms_of_cpu() -> None:
    look = Look.of(FULL_HD)
    text = Block("paragraph", "Bà con đưa vật nuôi đến đúng giờ, mang theo sổ tiêm và rọ mõm. " * 4)
    took = []
    for number in range(3):
        notice = Bulletin(f"Lịch tiêm số {number}", (text, QrCode(f"{LINK.payload}/{number}", f"Đăng ký đợt {number}")))
        began = time.process_time()
        pages = paginate(notice, FULL_HD).pages
        draw_page(look, pages[-1])
        took.append((time.process_time() - began) * 1000)
        assert pages[-1].codes
    assert min(took) < 90


def test_a_table_between_text_and_code_leaves_each_its_place() -> None:
    table = Table((("Ấp", "Ngày"), ("1", "12/11")))
    pages = paginate(Bulletin("T", (Block("heading", "Lịch", 1), table, LINK)), UPRIGHT).pages
    assert [line.text for line in pages[0].lines][:4] == ["T", "Lịch", "Ấp", "Ngày"]


def test_words_do_not_make_a_code_small() -> None:
    narrow = (640, 720)
    pages = paginate(Bulletin("T", (LINK,)), FULL_HD, narrow).pages
    drawn = next(code for page in pages for code in page.codes)
    assert drawn.side_px > 0.6 * min(narrow) * 0.9
    words, alone = pages[-2:]
    assert {line.text.replace("\u200b", "") for line in words.lines} >= {"Đăng ký tiêm", "dongnai.gov.vn/"}
    assert alone.codes


def test_a_long_address_is_broken_after_its_parts() -> None:
    lines = [line.text for page in paginate(Bulletin("T", (LINK,)), TINY).pages for line in page.lines]
    assert [line.replace("\u200b", "") for line in lines][-2:] == ["dichvucong.dongnai.", "gov.vn/tiem-phong"]
