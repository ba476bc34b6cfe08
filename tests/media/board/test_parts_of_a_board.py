"""Header, pages, pictures, ticker and safe screen on every shape of board."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_mock import MockerFixture

from media.board import (
    Look,
    clock_text,
    draw_header,
    draw_now_saying,
    draw_page,
    draw_picture,
    draw_safe,
    framed,
    standard_arrangement,
    ticker_strip,
)
from media.board import lettering as lettering_module
from media.board.colours import GOLD, PALE_BLUE, TEXT, TITLE, contrast
from media.board.now_saying import BARS, bar_heights
from media.bulletin import Block, Bulletin, Line, Page
from media.text import Geometry, ink, paginate
from tests.media.board.drawing import FULL_HD, LED, LOOKS, NOW, TINY, UNIT, UPRIGHT, colours_of, differs
from tests.media.board.words_drawn import pen

BULLETIN = Bulletin(
    "Lịch tiêm phòng dại cho chó, mèo",
    (Block("heading", "Ấp 3", 1), Block("bullet", "Sáng thứ Hai."), Block("paragraph", "Mời bà con đưa vật nuôi đến.")),
    "UBND xã",
)
ids = [f"{look.size[0]}x{look.size[1]}" for look in LOOKS]


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_every_part_has_the_size_of_its_box(look: Look) -> None:
    page = paginate(BULLETIN, look.geometry).pages[0]
    assert draw_header(look, UNIT, NOW).size == look.header.size
    assert draw_page(look, page).size == look.main.size
    assert draw_picture(look, Image.new("RGB", (300, 500))).size == look.main.size
    assert ticker_strip(look, "Tin").height == look.ticker.height_px
    assert draw_safe(look, UNIT, NOW).size == look.size


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_the_same_input_gives_the_same_pixels(look: Look) -> None:
    page = paginate(BULLETIN, look.geometry).pages[0]
    assert not differs(draw_page(look, page), draw_page(look, page))
    assert not differs(draw_safe(look, UNIT, NOW), draw_safe(look, UNIT, NOW))
    assert not differs(ticker_strip(look, "Tin"), ticker_strip(look, "Tin"))


@pytest.mark.parametrize("look", LOOKS, ids=ids)
@pytest.mark.parametrize("unit", [UNIT, "UBND xã Đồng Tâm", "Ủy ban nhân dân phường Đồng Xoài"])
def test_header_and_safe_screen_keep_their_words_inside(look: Look, unit: str) -> None:
    for draw in (draw_header, draw_safe):
        with pen() as written:
            picture = draw(look, unit, NOW)
        for left, top, right, bottom in (one.ink for one in written):
            assert left >= 0
            assert right <= picture.width
            assert top >= 0
            assert bottom <= picture.height


SMALL = Look.of(Geometry(192, 96, 10.0, 15.0))


@pytest.mark.parametrize("look", [*LOOKS, SMALL])
@pytest.mark.parametrize("unit", [UNIT, "Ủy ban nhân dân phường Đồng Xoài"])
def test_the_safe_screen_tells_unit_time_and_what_is_going_on(look: Look, unit: str) -> None:
    with pen() as written:
        draw_safe(look, unit, NOW)
    said = " ".join(one.text for one in written)
    assert unit.split(",")[0].removeprefix("Ủy ban nhân dân ").casefold() in said.casefold()
    assert "17:05" in said
    assert "Đang cập nhật" in said
    assert "…" not in said
    assert all(one.size_px >= look.scale.least for one in written)
    assert look is SMALL or "22/11/2026" in said


@given(st.integers(96, 2000), st.integers(64, 2000), st.floats(0.5, 20), st.floats(1, 60), st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_lines_of_the_safe_screen_never_run_into_one_another(
    width: int, height: int, pitch: float, distance: float, unit: str
) -> None:
    with pen() as written:
        draw_safe(Look.of(Geometry(width, height, pitch, distance)), f"UBND xã {unit}", NOW)
    inks = [one.ink for one in written if one.text.strip()]
    assert all(upper.bottom <= lower.top for upper, lower in pairwise(inks))


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_the_header_tells_unit_and_time_uncut(look: Look, mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    draw_header(look, UNIT, NOW)
    texts = [call.args[3] for call in drawn.call_args_list]
    assert "17:05" in texts
    assert any("xã Tân Khai" in text and "…" not in text for text in texts)


def test_the_date_is_shown_where_there_is_room() -> None:
    assert differs(draw_header(UPRIGHT, UNIT, NOW), draw_header(UPRIGHT, UNIT, "17:05"))
    assert differs(draw_header(FULL_HD, "UBND xã Tân Khai", NOW), draw_header(FULL_HD, "UBND xã Tân Khai", "17:05"))
    assert not differs(draw_header(LED, UNIT, NOW), draw_header(LED, UNIT, "17:05"))


def test_a_name_too_long_for_any_wording_is_cut_with_an_ellipsis(mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    draw_header(TINY, "Trung tâm Văn hóa, Thể thao và Truyền thanh liên xã Tân Khai".replace(",", ""), NOW)
    assert any(call.args[3].endswith("…") for call in drawn.call_args_list)


def test_a_page_shows_each_of_its_lines_in_its_colour() -> None:
    for style, colour in (("title", TITLE), ("body", TEXT)):
        line = Line("HHHH", style, 20, 120, 60)  # type: ignore[arg-type]
        assert colour in colours_of(draw_page(LED, Page((line,), 4000)))


def test_headings_and_bullets_are_marked_in_gold() -> None:
    body = draw_page(LED, Page((Line("Một", "body", 60, 120, 30),), 4000))
    assert GOLD not in colours_of(body)
    for style in ("heading", "bullet"):
        line = Line("Một", style, 60, 120, 30)
        assert GOLD in colours_of(draw_page(LED, Page((line,), 4000)))


def test_ink_of_a_page_falls_where_the_paging_put_it() -> None:
    page = paginate(Bulletin("Ẵ", ()), LED.geometry).pages[0]
    line = page.lines[0]
    blank = draw_page(LED, Page((), 4000))
    drawn = draw_page(LED, page)
    box = ink(line.text, "bold", line.size_px)
    reach = (line.x_px + box.left, line.y_px + box.top, line.x_px + box.right, line.y_px + box.bottom)
    assert differs(drawn.crop(reach), blank.crop(reach))
    drawn.paste(blank.crop(reach), reach)
    assert not differs(drawn, blank)


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_a_ticker_fills_its_box_and_holds_all_its_text(look: Look) -> None:
    short, long = ticker_strip(look, "Tin"), ticker_strip(look, "Phòng chống dịch sốt xuất huyết. " * 20)
    assert short.width == look.ticker.width_px
    assert long.width > ink("Phòng chống dịch sốt xuất huyết. " * 20, "bold", look.scale.least).right - 20


def test_a_frame_without_ticker_has_an_empty_bar_of_the_same_height() -> None:
    main = Image.new("RGB", LED.main.size, (1, 2, 3))
    frame = framed(LED, standard_arrangement(LED), {"main": main})
    assert frame.getpixel((5, LED.main.y_px)) == frame.getpixel((635, LED.ticker.y_px - 1)) == (1, 2, 3)
    assert frame.getpixel((5, LED.ticker.y_px + 5)) == frame.getpixel((600, LED.ticker.y_px + 5)) != (1, 2, 3)


@given(st.integers(64, 2000), st.integers(64, 2000), st.floats(0.2, 20), st.floats(1, 100), st.text(max_size=40))
@settings(max_examples=20, deadline=None)
def test_the_safe_screen_never_fails(width: int, height: int, pitch: float, distance: float, unit: str) -> None:
    look = Look.of(Geometry(width, height, pitch, distance))
    assert draw_safe(look, unit, NOW).size == (width, height)
    assert draw_header(look, unit, NOW).size == look.header.size


def test_the_clock_says_time_day_and_date() -> None:
    assert clock_text(datetime(2026, 11, 22, 7, 5)) == "07:05\nChủ nhật, 22/11/2026"  # noqa: DTZ001 - a board's local time
    assert clock_text(datetime(2026, 11, 23, 17, 30)) == "17:30\nThứ Hai, 23/11/2026"  # noqa: DTZ001


def test_what_a_loudspeaker_says_is_seen_from_its_levels() -> None:
    saying = draw_now_saying(640, 360, "Bản tin sáng", [-12.0] * 20)
    silent = draw_now_saying(640, 360, "Bản tin sáng", [])
    assert saying.size == (640, 360)
    assert GOLD in colours_of(saying)
    assert GOLD not in colours_of(silent)
    assert PALE_BLUE in colours_of(silent)


@given(st.lists(st.floats(-200, 20), max_size=100))
def test_bars_follow_the_last_levels(levels: list[float]) -> None:
    heights = bar_heights(levels)
    assert len(heights) == BARS
    assert all(0 <= height <= 1 for height in heights)
    assert heights[BARS - len(levels[-BARS:]) :] == [min(1, max(0, 1 + level / 60)) for level in levels[-BARS:]]


def test_gold_on_the_header_can_be_read() -> None:
    assert contrast(GOLD, draw_header(LED, UNIT, NOW).getpixel((2, 2))) >= 4.5  # type: ignore[arg-type]
