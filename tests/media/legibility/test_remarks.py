"""What an author is told of a bulletin on a board, each when it is so and not when it isn't."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, Card, Cards, QrCode, Table
from media.legibility import Severity, remarks
from media.text import Geometry, paginate
from tests.media.text.layout import BOARDS, BULLETIN, FULL_HD, LED, TINY, UPRIGHT

NOTICE = Bulletin("Lịch tiêm phòng", (Block("paragraph", "Mời bà con đưa vật nuôi đến trạm y tế xã."),))
ROW = ("Ấp", "Ngày", "Địa điểm tiêm phòng", "Cán bộ thú y phụ trách", "Mang theo giấy tờ")


Room = tuple[int, int]


def told(bulletin: Bulletin, geometry: Geometry = LED, room: Room | None = None) -> list[tuple[Severity, str]]:
    return [(remark.severity, remark.words.en) for remark in remarks(bulletin, geometry, room)]


def with_text(text: str, kind: str = "paragraph") -> Bulletin:
    return Bulletin("T", (Block(kind, text),))  # type: ignore[arg-type]


def is_told(words: str, bulletin: Bulletin, geometry: Geometry = LED, severity: str = "warning") -> bool:
    return any(words in told_words and severity == grave for grave, told_words in told(bulletin, geometry))


def test_of_a_good_notice_only_its_length_is_told() -> None:
    assert told(NOTICE) == [("note", "1 page, 7 seconds.")]


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=15, deadline=None)
def test_pages_and_seconds_are_those_of_the_paging(bulletin: Bulletin, geometry: Geometry) -> None:
    pages = paginate(bulletin, geometry).pages
    seconds = round(sum(page.duration_ms for page in pages) / 1000)
    count = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    assert ("note", f"{count}, {seconds} seconds.") in told(bulletin, geometry)


@given(BULLETIN, st.sampled_from(BOARDS), st.floats(0.05, 1), st.floats(0.05, 1))
@settings(max_examples=15, deadline=None)
def test_the_gravest_is_told_first_and_nothing_twice(
    bulletin: Bulletin, geometry: Geometry, across: float, down: float
) -> None:
    room = max(1, round(geometry.width_px * across)), max(1, round(geometry.height_px * down))
    found = remarks(bulletin, geometry, room)
    order = [("stop", "warning", "note").index(remark.severity) for remark in found]
    assert order == sorted(order)
    assert len(set(found)) == len(found) >= 1
    assert all(remark.words.vi and remark.words.en for remark in found)


@pytest.mark.parametrize(("words", "too_long"), [(230, False), (260, True)])
def test_what_takes_over_two_minutes(words: int, too_long: bool) -> None:
    assert is_told("few will stay to the end", with_text("tiêm " * words)) is too_long


@pytest.mark.parametrize(("words", "too_long"), [(6, False), (60, True)])
def test_a_title_of_many_lines(words: int, too_long: bool) -> None:
    assert is_told("The title takes", Bulletin("thông báo " * words, ())) is too_long


@pytest.mark.parametrize(
    ("text", "missing"),
    [("Tiêm phòng Ễ Ộ ស្ត្រី", ""), ("Vui 😀 nhé 😀", "“😀” (U+1F600)."), ("漢", "“漢” (U+6F22).")],
)
def test_letters_no_font_has(text: str, missing: str) -> None:
    found = [words for severity, words in told(with_text(text)) if severity == "stop"]
    assert found == ([f"The board has no glyph for: {missing} Remove or replace these characters."] if missing else [])


def test_letters_are_looked_for_in_titles_tables_cards_and_captions() -> None:
    for bulletin in (
        Bulletin("😀", ()),
        Bulletin("T", (), source="😀"),
        Bulletin("T", (Table((("😀",),)),)),
        Bulletin("T", (Cards((Card("a", "b", "😀"),)),)),
        Bulletin("T", (QrCode("https://a.vn", "😀"),)),
    ):
        assert is_told("no glyph", bulletin, severity="stop")


@pytest.mark.parametrize(
    ("text", "kind", "shouted"),
    [
        ("MỜI BÀ CON ĐƯA VẬT NUÔI ĐẾN TRẠM", "paragraph", True),
        ("MỜI BÀ CON ĐƯA VẬT NUÔI ĐẾN TRẠM", "bullet", True),
        ("MỜI BÀ CON ĐƯA VẬT NUÔI ĐẾN TRẠM", "heading", False),
        ("MỜI BÀ CON ĐƯA VẬT NUÔI đến trạm", "paragraph", False),
        ("KT. CHỦ TỊCH", "paragraph", False),
    ],
)
def test_text_in_capitals(text: str, kind: str, shouted: bool) -> None:
    assert is_told("all in capitals", with_text(text, kind)) is shouted


@pytest.mark.parametrize(("letters", "broken"), [(7, False), (70, True)])
def test_words_wider_than_the_zone(letters: int, broken: bool) -> None:
    assert is_told("wider than the zone", with_text("n" * letters)) is broken
    assert is_told("wider than the zone", Bulletin("n" * letters, ())) is broken


@pytest.mark.parametrize(("geometry", "told_by_rows"), [(FULL_HD, False), (UPRIGHT, True)])
def test_tables_that_do_not_stand_as_tables(geometry: Geometry, told_by_rows: bool) -> None:
    bulletin = Bulletin("T", (Table((ROW, ("Ấp 1", "12/11", "Trạm y tế xã", "Bà Lan", "Sổ tiêm"))),))
    assert is_told("table of 5 columns", bulletin, geometry) is told_by_rows


@pytest.mark.parametrize(
    ("distance_m", "severity"), [(4.0, None), (4.7, "note"), (7.0, "warning")], ids=["near", "nearly", "far"]
)
def test_codes_too_small_for_the_farthest_reader(distance_m: float, severity: str | None) -> None:
    bulletin = Bulletin("T", (QrCode("https://dongnai.gov.vn/tiem", "Đăng ký"),))
    found = {grave for grave, words in told(bulletin, Geometry(1920, 1080, 0.634, distance_m)) if "scanned" in words}
    assert found == ({severity} if severity else set())


@pytest.mark.parametrize(("length", "dense"), [(10, False), (250, True)])
def test_codes_too_dense(length: int, dense: bool) -> None:
    bulletin = Bulletin("T", (QrCode("https://dongnai.gov.vn/" + "x" * length, "Đăng ký"),))
    assert any("too dense" in words for _, words in told(bulletin, LED, (400, 200))) is dense


def test_codes_that_can_not_be_drawn() -> None:
    bulletin = Bulletin("T", (QrCode("https://dongnai.gov.vn/" + "x" * 250, "Đăng ký"),))
    words = [words for severity, words in told(bulletin, TINY, (140, 60)) if severity == "warning"]
    assert words == [
        "The zone is too small for the QR code “Đăng ký”: only its words are shown. Use a shorter address."
    ]
    assert not is_told("only its words", bulletin, FULL_HD)


def test_a_zone_too_small_is_one_stop() -> None:
    ((severity, words),) = told(NOTICE, LED, (50, 40))
    assert severity == "stop"
    assert words.startswith("A zone of 50×40 is too small to be read from 12 m.")


def test_a_page_or_two_are_reviewed_within_100_ms_of_cpu() -> None:
    table = Table((ROW[:3], *((f"Ấp {n}", "12/11", "Trạm y tế xã") for n in range(5))))
    took = []
    for number in range(3):
        link = QrCode(f"https://dongnai.gov.vn/{number}", "Đăng ký")
        bulletin = Bulletin(f"Lịch tiêm đợt {number}", (*NOTICE.blocks, table, link))
        began = time.process_time()
        remarks(bulletin, FULL_HD)
        took.append((time.process_time() - began) * 1000)
    assert min(took) < 100
