"""Pages of any bulletin on any board: no word lost, none cut, order kept, all of it inside the main box."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from media.bulletin import Block, Bulletin, Line, Page, PagedBulletin, clean, read_bulletin
from media.text import Boxes, Geometry, ink, least_letter_px, paginate, size_for_letter_px
from media.text.paging import PAGE_AT_LEAST_MS, READING_MS_A_WORD
from media.text.scale import WEIGHTS
from protocol.errors import InvalidInput

LED = Geometry(640, 384, 5.0, 12.0)
FULL_HD = Geometry(1920, 1080, 0.634, 4.0)
UPRIGHT = Geometry(1080, 1920, 0.634, 4.0)
TINY = Geometry(320, 160, 10.0, 15.0)
BOARDS = [LED, FULL_HD, UPRIGHT, TINY]
PLAN = Path(__file__).parents[4] / "shared/samples/ke-hoach-thong-tin-co-so-2023.txt"
needs_the_plan = pytest.mark.skipif(not PLAN.exists(), reason="the sample plan is not in this clone")

SYLLABLE = st.text("nghiêtrươyÂẤỄỘẬỗăđ,.", min_size=1, max_size=7).map(clean)
SENTENCE = st.lists(SYLLABLE, min_size=1, max_size=60).map(" ".join)
ANYTHING = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).map(clean).filter(bool)
TEXT = st.one_of(SENTENCE, ANYTHING)
BLOCK = st.builds(Block, st.sampled_from(["heading", "paragraph", "bullet"]), TEXT, st.integers(0, 3))
BULLETIN = st.builds(Bulletin, TEXT, st.lists(BLOCK, max_size=12).map(tuple), st.one_of(st.just(""), TEXT))


def content(paged: PagedBulletin) -> list[Line]:
    """All lines but the repeats of the title."""
    first, *later = paged.pages
    return [*first.lines, *(line for page in later for line in without_repeat(page))]


def without_repeat(page: Page) -> tuple[Line, ...]:
    head = page.lines[0]
    is_repeat = head.style == "small" and head.text.endswith(")") and "/" in head.text and len(page.lines) > 1
    return page.lines[1:] if is_repeat else page.lines


def letters(texts: list[str]) -> str:
    return "".join(texts).replace(" ", "").replace("\u200b", "")


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=60, deadline=None)
@example(Bulletin("Ễ" * 400, (Block("heading", "Ộ" * 300, 1),)), TINY)
def test_no_letter_is_lost_and_order_is_kept_but_for_the_source(bulletin: Bulletin, geometry: Geometry) -> None:
    blocks = [block.text for block in bulletin.blocks]
    in_place, last = [bulletin.title, bulletin.source, *blocks], [bulletin.title, *blocks, bulletin.source]
    shown = [line.text for line in content(paginate(bulletin, geometry))]
    assert letters(shown) in (letters(in_place), letters(last))


@given(st.lists(SENTENCE, min_size=1, max_size=8), st.sampled_from(BOARDS))
@settings(max_examples=40, deadline=None)
def test_every_word_is_whole(paragraphs: list[str], geometry: Geometry) -> None:
    bulletin = Bulletin("Thông báo", tuple(Block("paragraph", text) for text in paragraphs))
    shown = " ".join(line.text for line in content(paginate(bulletin, geometry)))
    assert shown.split() == ["Thông", "báo", *" ".join(paragraphs).split()]


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=60, deadline=None)
@example(Bulletin("ẲẤỄ" * 40, (Block("bullet", "jgyQ|ự" * 60, 3), Block("paragraph", "ស្ត្រី" * 40))), LED)
@example(Bulletin("a\u0302\u0301\u0306\u0300" * 30, ()), TINY)
def test_all_ink_is_inside_the_main_box(bulletin: Bulletin, geometry: Geometry) -> None:
    main = Boxes.of(geometry).main
    for page in paginate(bulletin, geometry).pages:
        for line in page.lines:
            box = ink(line.text, WEIGHTS[line.style], line.size_px)
            assert line.x_px + box.left >= 0
            assert line.x_px + box.right <= main.width_px
            assert line.y_px + box.top >= 0
            assert line.y_px + box.bottom <= main.height_px


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=40, deadline=None)
def test_no_line_runs_into_the_one_above(bulletin: Bulletin, geometry: Geometry) -> None:
    for page in paginate(bulletin, geometry).pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            foot = above.y_px + ink(above.text, WEIGHTS[above.style], above.size_px).bottom
            assert foot <= below.y_px + ink(below.text, WEIGHTS[below.style], below.size_px).top


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=40, deadline=None)
def test_no_letter_is_smaller_than_can_be_read(bulletin: Bulletin, geometry: Geometry) -> None:
    least = size_for_letter_px(least_letter_px(geometry))
    assert all(line.size_px >= least for page in paginate(bulletin, geometry).pages for line in page.lines)


@given(st.lists(st.tuples(SYLLABLE, SENTENCE), min_size=1, max_size=10), st.sampled_from(BOARDS))
@settings(max_examples=40, deadline=None)
def test_no_page_ends_on_a_heading(sections: list[tuple[str, str]], geometry: Geometry) -> None:
    blocks = [block for head, text in sections for block in (Block("heading", head, 2), Block("paragraph", text))]
    for page in paginate(Bulletin("Thông báo", tuple(blocks)), geometry).pages:
        assert page.lines[-1].style != "heading"


@given(BULLETIN, st.sampled_from(BOARDS))
@settings(max_examples=40, deadline=None)
def test_pages_stand_long_enough_to_be_read(bulletin: Bulletin, geometry: Geometry) -> None:
    for number, page in enumerate(paginate(bulletin, geometry).pages):
        lines = without_repeat(page) if number else page.lines
        words = sum(len(line.text.split()) for line in lines)
        assert page.duration_ms >= PAGE_AT_LEAST_MS
        assert page.duration_ms >= words * READING_MS_A_WORD


def test_later_pages_begin_with_the_title_in_short_and_their_number() -> None:
    title = "Thông báo về việc tiêm phòng dại cho chó, mèo trên địa bàn xã trong tháng mười một năm 2026"
    paged = paginate(Bulletin(title, (Block("paragraph", "Tiêm phòng. " * 200),)), LED)
    count = len(paged.pages)
    assert [page.lines[0].text[-len(f"({n}/{count})") :] for n, page in enumerate(paged.pages, 1)][1:] == [
        f"({n}/{count})" for n in range(2, count + 1)
    ]
    assert paged.pages[1].lines[0].text.startswith("Thông báo về việc")
    assert "…" in paged.pages[1].lines[0].text


def test_a_title_that_fits_is_repeated_whole() -> None:
    paged = paginate(Bulletin("Lịch tiêm", (Block("paragraph", "Tiêm phòng. " * 200),)), LED)
    assert paged.pages[1].lines[0].text == f"Lịch tiêm (2/{len(paged.pages)})"


def test_until_when_it_holds_stands_at_the_end() -> None:
    paged = paginate(Bulletin("Lịch tiêm", (), valid_until="30/11/2026"), LED)
    assert paged.pages[-1].lines[-1].text == "Hiệu lực đến: 30/11/2026"


def test_a_bullet_hangs_its_further_lines_under_its_first() -> None:
    paged = paginate(Bulletin("T", (Block("bullet", "Đơn vị thực hiện " * 8, 1),)), LED)
    bullet, *further = paged.pages[0].lines[1:]
    assert bullet.style == "bullet"
    assert {(line.style, line.x_px) for line in further} == {("body", bullet.x_px)}


def test_a_board_too_small_for_its_distance_is_refused() -> None:
    with pytest.raises(InvalidInput, match="too small to be read from 60 m"):
        paginate(Bulletin("Lịch tiêm", ()), Geometry(320, 160, 5.0, 60.0))


@needs_the_plan
@pytest.mark.parametrize("geometry", BOARDS, ids=lambda one: f"{one.width_px}x{one.height_px}")
def test_the_plan_is_paged_whole(geometry: Geometry) -> None:
    bulletin = read_bulletin(PLAN.read_text("utf-8"))
    paged = paginate(bulletin, geometry)
    written = " ".join([bulletin.title, bulletin.source, *(block.text for block in bulletin.blocks)])
    assert " ".join(line.text for line in content(paged)).split() == written.split()


@needs_the_plan
def test_a_full_hd_page_is_laid_out_within_90_ms_of_cpu() -> None:
    bulletin = read_bulletin(PLAN.read_text("utf-8"))
    began = time.process_time()
    paged = paginate(bulletin, FULL_HD)
    assert (time.process_time() - began) * 1000 / len(paged.pages) < 90
