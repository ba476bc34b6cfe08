"""A first page says more than title and source wherever there is any way to arrange it so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, Card, Cards, Content, Page, QrCode, Table
from media.text import Geometry, paginate
from media.text.codes import LEAST_MODULE_PX, told_of
from media.text.paging import PAGE_AT_LEAST_MS, READING_MS_A_WORD, SCANNING_MS
from media.text.symbol import modules_across
from tests.media.text.layout import (
    BOARDS,
    CODE,
    FULL_HD,
    LED,
    PHRASE,
    SENTENCE,
    TINY,
    UPRIGHT,
    content,
    letters,
    tables,
    without_repeat,
)

TITLE = "Lịch tiêm phòng dại cho chó, mèo"
LONG_TITLE = f"Thông báo về việc {TITLE.lower()} trên địa bàn xã trong tháng mười một năm 2026"
SOURCE = "UBND xã Tân Khai · Số 12/TB-UBND"
LINK = QrCode("https://dichvucong.dongnai.gov.vn/tiem-phong", "Đăng ký tiêm phòng")
WORDS = Block("paragraph", "Mời bà con đưa vật nuôi đến trạm y tế xã.")
WEATHER = Cards(
    (Card("Nhiệt độ", "34 °C", "lúc 13 giờ"), Card("Độ ẩm", "78 %"), Card("Gió", "Cấp 3"), Card("Mưa", "12 mm"))
)
PLACES = Table((("Ấp", "Ngày", "Địa điểm"), ("Ấp 1", "12/11", "Trạm y tế xã"), ("Ấp 2", "13/11", "Trường học")))

SHORT_CARDS = st.lists(st.builds(Card, PHRASE, PHRASE, PHRASE), min_size=1, max_size=6).map(tuple).map(Cards)
FIRST_BLOCK = st.one_of(
    st.builds(Block, st.sampled_from(["paragraph", "bullet"]), SENTENCE), SHORT_CARDS, CODE, tables(PHRASE)
)
MORE = st.lists(st.one_of(st.builds(Block, st.just("paragraph"), SENTENCE), tables(PHRASE)), max_size=3)
UPRIGHT_LED_AT_NIGHT = Geometry(384, 640, 5.0, 12.0, read_at_night=True)
BIG_BOARDS = (LED, FULL_HD, UPRIGHT)


def pages_of(geometry: Geometry, *blocks: Content, title: str = TITLE, source: str = SOURCE) -> tuple[Page, ...]:
    return paginate(Bulletin(title, blocks, source), geometry).pages


def says_more_than(page: Page, *texts: str) -> bool:
    return bool(page.codes or page.tiles or page.rules) or not letters(list(texts)).startswith(letters_of(page))


def reading_ms(page: Page) -> int:
    return max(PAGE_AT_LEAST_MS, READING_MS_A_WORD * sum(len(line.text.split()) for line in page.lines))


def letters_of(page: Page) -> str:
    return letters([line.text for line in page.lines])


@given(PHRASE, PHRASE, FIRST_BLOCK, MORE, st.sampled_from(BIG_BOARDS))
@settings(max_examples=40, deadline=None)
def test_under_a_short_title_the_first_block_begins(
    title: str, source: str, first: Content, more: list[Content], geometry: Geometry
) -> None:
    page = pages_of(geometry, first, *more, title=title, source=source)[0]
    assert says_more_than(page, title, source)


@given(PHRASE, PHRASE, tables(PHRASE), st.sampled_from(BOARDS))
@settings(max_examples=30, deadline=None)
def test_no_page_ends_on_the_head_of_a_table(title: str, source: str, table: Table, geometry: Geometry) -> None:
    for page in pages_of(geometry, table, title=title, source=source):
        styles = [line.style for line in without_repeat(page)]
        assert not styles or styles[-1] != "strong"


@pytest.mark.parametrize("geometry", BIG_BOARDS, ids=["led", "full hd", "upright"])
@pytest.mark.parametrize(
    ("title", "blocks"),
    [
        (TITLE, (LINK,)),
        (TITLE, (WORDS, LINK)),
        (TITLE, (WEATHER,)),
        (LONG_TITLE, (LINK,)),
        (LONG_TITLE, (WEATHER,)),
    ],
    ids=["code", "words and code", "cards", "code under a long title", "cards under a long title"],
)
def test_a_notice_of_a_code_or_cards_is_one_page(geometry: Geometry, title: str, blocks: tuple[Content, ...]) -> None:
    (page,) = pages_of(geometry, *blocks, title=title)
    assert len(page.codes) == blocks.count(LINK)
    assert len(page.tiles) == (len(WEATHER.cards) if WEATHER in blocks else 0)


def test_a_code_is_as_small_as_a_telephone_reads_before_a_title_stands_alone() -> None:
    (page,) = pages_of(UPRIGHT_LED_AT_NIGHT, LINK)
    assert page.codes[0].side_px >= LEAST_MODULE_PX * modules_across(LINK.payload)


def test_on_a_tiny_board_the_code_stands_beside_every_page_and_the_source_comes_last() -> None:
    pages = pages_of(TINY, LINK)
    assert len({page.codes for page in pages}) == 1
    assert all(len(page.codes) == 1 for page in pages)
    assert letters([line.text for line in content(paginate(Bulletin(TITLE, (LINK,), SOURCE), TINY))]) == letters(
        [TITLE, *told_of(LINK), SOURCE]
    )
    assert [page.duration_ms - reading_ms(page) for page in pages] == [0] * (len(pages) - 1) + [SCANNING_MS]


def test_under_a_long_title_a_table_begins_with_its_first_row() -> None:
    texts = [line.text for line in pages_of(LED, PLACES, title=LONG_TITLE)[0].lines]
    assert texts[-3:] == ["Ấp 1", "12/11", "Trạm y tế xã"] or "Ấp 2" in texts


def test_the_title_is_no_smaller_than_it_must_be() -> None:
    title, *_ = pages_of(FULL_HD, WEATHER)[0].lines
    smaller, *_ = pages_of(FULL_HD, WEATHER, title=LONG_TITLE)[0].lines
    assert title.size_px > smaller.size_px


def test_the_source_goes_behind_the_text_only_to_spare_a_bare_page() -> None:
    told_by_rows = Table((*PLACES.rows, ("Ấp 3", "", "Nhà ở " * 9)))
    for board, comes_last in ((FULL_HD, False), (TINY, True)):
        shown = letters([line.text for line in content(paginate(Bulletin(TITLE, (told_by_rows,), SOURCE), board))])
        assert shown.endswith(letters([SOURCE])) is comes_last


def test_the_source_is_not_left_alone_on_the_last_page() -> None:
    last = pages_of(TINY, PLACES)[-1]
    assert says_more_than(last, SOURCE)


def test_a_long_text_is_not_set_beside_its_code() -> None:
    long = Block("paragraph", "Mời bà con đưa vật nuôi đến trạm y tế xã. " * 20)
    first, *_ = pages_of(FULL_HD, long, LINK)
    assert first.codes == ()


def test_a_card_too_high_for_a_page_is_a_line_and_its_note() -> None:
    texts = [line.text for page in pages_of(TINY, WEATHER, source="") for line in page.lines]
    assert texts[-5:] == ["Nhiệt độ: 34 °C", "lúc 13 giờ", "Độ ẩm: 78 %", "Gió: Cấp 3", "Mưa: 12 mm"]
