"""Hairlines, tiles and codes of a page stand where the paging put them."""

from __future__ import annotations

import pytest
from PIL import Image

from media.board import Look, draw_page
from media.board.colours import CODE, GOLD, HAIRLINE, MUTED, TITLE, WHITE, contrast
from media.bulletin import Bulletin, Card, Cards, Code, Line, Page, QrCode, Rule, Table, Tile
from media.text import paginate
from media.text.symbol import QUIET_MODULES, matrix, modules_across
from tests.media.board.drawing import FULL_HD, LED, UPRIGHT, colours_of, differs

LINK = "https://dongnai.gov.vn/tiem"
BLANK = draw_page(LED, Page((), 4000))


def outside(drawn: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """The picture with ``box`` as on an empty page."""
    drawn = drawn.copy()
    drawn.paste(BLANK.crop(box), box)
    return drawn


def test_a_rule_is_a_hairline_of_its_size() -> None:
    drawn = draw_page(LED, Page((), 4000, rules=(Rule(20, 30, 100, 2),)))
    assert colours_of(drawn.crop((20, 30, 120, 32))) == {HAIRLINE}
    assert not differs(outside(drawn, (20, 30, 120, 32)), BLANK)


def test_a_tile_is_white_with_an_edge_and_an_accent() -> None:
    drawn = draw_page(LED, Page((), 4000, tiles=(Tile(20, 30, 200, 90),)))
    assert drawn.getpixel((120, 70)) == WHITE
    assert drawn.getpixel((219, 70)) == HAIRLINE
    assert drawn.getpixel((20, 70)) == GOLD
    assert not differs(outside(drawn, (20, 30, 220, 120)), BLANK)


def test_letters_stand_on_a_tile_not_under_it() -> None:
    line = Line("HHHH", "strong", 40, 100, 60)
    drawn = draw_page(LED, Page((line,), 4000, tiles=(Tile(20, 30, 300, 90),)))
    assert TITLE in colours_of(drawn)


@pytest.mark.parametrize("module_px", [1, 3, 5])
def test_a_code_is_its_modules_with_white_around(module_px: int) -> None:
    across = modules_across(LINK)
    side = across * module_px
    drawn = draw_page(LED, Page((), 4000, codes=(Code(LINK, 20, 10, side),)))
    whole = drawn.crop((20, 10, 20 + side, 10 + side)).resize((across, across), Image.Resampling.NEAREST)
    inner = range(QUIET_MODULES, across - QUIET_MODULES)
    dark = {(x, y) for x in range(across) for y in range(across) if whole.getpixel((x, y)) == CODE}
    assert dark == {(x, y) for x in inner for y in inner if matrix(LINK)[y - QUIET_MODULES][x - QUIET_MODULES]}
    assert colours_of(whole) == {CODE, WHITE}
    assert not differs(outside(drawn, (20, 10, 20 + side, 10 + side)), BLANK)


def test_what_stands_on_a_tile_can_be_read() -> None:
    assert contrast(TITLE, WHITE) >= 4.5
    assert contrast(MUTED, WHITE) >= 4.5
    assert contrast(CODE, WHITE) >= 7


@pytest.mark.parametrize("look", [LED, FULL_HD, UPRIGHT], ids=["led", "full hd", "upright"])
def test_pages_of_every_kind_are_drawn_in_any_zone(look: Look) -> None:
    blocks = (
        Table((("Ấp", "Ngày"), ("1", "12/11"))),
        Cards((Card("Nhiệt độ", "34 °C"),)),
        QrCode(LINK, "Đăng ký"),
    )
    zone = look.size[0] // 2, look.size[1] // 2
    for page in paginate(Bulletin("Thông báo", blocks), look.geometry, zone).pages:
        assert draw_page(look, page, zone).size == zone
        assert draw_page(look, page).size == look.main.size


def test_the_repeat_of_the_title_is_underlined() -> None:
    long = Bulletin("Lịch tiêm", (Table((("Ấp",), *(("một",),) * 40)),))
    page = paginate(long, LED.geometry).pages[1]
    under = page.rules[0]
    repeat = page.lines[0]
    assert repeat.y_px < under.y_px < page.lines[1].y_px
    assert draw_page(LED, page).getpixel((under.x_px + 5, under.y_px)) == HAIRLINE
