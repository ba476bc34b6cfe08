"""Clock, QR code and countdown in zones of any size: whole, legible, inside; parts put together where they belong."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from media.board import (
    Look,
    draw_clock,
    draw_countdown,
    draw_header,
    draw_picture,
    draw_qr,
    empty_ticker,
    framed,
    standard_arrangement,
    ticker_strip,
)
from media.board.colours import BLUE_DARK_END, GOLD, contrast
from media.text.scale import line_height_px
from protocol.layouts import Arrangement, ClockZone, MainZone
from tests.media.board.drawing import FULL_HD, LED, LOOKS, NOW, TINY, UNIT, UPRIGHT, colours_of, differs
from tests.media.board.words_drawn import Written, pen

Zone = tuple[int, int]
TITLE = "Khai mạc Đại hội Thể dục thể thao xã Tân Khai"
CAPTION = "Quét mã để góp ý với xã"
ADDRESS = "https://tankhai.dongnai.gov.vn/gop-y"
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
ZONES = st.tuples(st.integers(64, 1920), st.integers(64, 1920))


def clock(look: Look, zone: Zone) -> Image.Image:
    return draw_clock(look, NOW, zone)


def code(look: Look, zone: Zone) -> Image.Image:
    return draw_qr(look, ADDRESS, CAPTION, zone)


def days(look: Look, zone: Zone) -> Image.Image:
    return draw_countdown(look, TITLE, 12 * DAY_MS + 3 * HOUR_MS, "", "vi", zone)


def seconds(look: Look, zone: Zone) -> Image.Image:
    return draw_countdown(look, TITLE, 3 * HOUR_MS + 7_000, "", "vi", zone)


def reached(look: Look, zone: Zone) -> Image.Image:
    return draw_countdown(look, TITLE, 0, "Mời bà con đến sân vận động", "vi", zone)


DRAWINGS = (clock, code, days, seconds, reached)
each_drawing = pytest.mark.parametrize("draw", DRAWINGS, ids=[draw.__name__ for draw in DRAWINGS])
Draw = Callable[[Look, Zone], Image.Image]


def seen(draw: Draw, look: Look, zone: Zone) -> list[Written]:
    with pen() as written:
        assert draw(look, zone).size == zone
    return written


@each_drawing
@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LOOKS), ZONES)
@example(TINY, (64, 64))
@example(FULL_HD, (1920, 1080))
@example(UPRIGHT, (1080, 1920))
def test_words_stay_inside_and_do_not_run_into_one_another(draw: Draw, look: Look, zone: Zone) -> None:
    written = [one for one in seen(draw, look, zone) if one.text.strip()]
    for one in written:
        left, top, right, bottom = one.ink
        assert left >= 0
        assert top >= 0
        assert right <= zone[0]
        assert bottom <= zone[1]
    baselines = sorted({one.baseline_px for one in written})
    rows = [[one.ink for one in written if one.baseline_px == baseline] for baseline in baselines]
    for upper, lower in pairwise(rows):
        assert max(ink.bottom for ink in upper) <= min(ink.top for ink in lower)


@each_drawing
@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LOOKS), ZONES)
def test_no_letter_is_smaller_than_can_be_read_where_there_is_room(draw: Draw, look: Look, zone: Zone) -> None:
    least = look.scale.least
    assume(zone[1] >= 2 * line_height_px(least) and zone[0] >= 8 * least)
    assert all(one.size_px >= least for one in seen(draw, look, zone))


@each_drawing
def test_letters_stand_out(draw: Draw) -> None:
    for look in LOOKS:
        picture = draw(look, look.main.size)
        top, bottom = picture.getpixel((0, 0)), picture.getpixel((0, picture.height - 1))
        for one in seen(draw, look, look.main.size):
            assert contrast(one.colour, top) >= 4.5  # type: ignore[arg-type]
            assert contrast(one.colour, bottom) >= 4.5  # type: ignore[arg-type]


@each_drawing
def test_the_same_input_gives_the_same_pixels(draw: Draw) -> None:
    assert not differs(draw(LED, (300, 200)), draw(LED, (300, 200)))


@each_drawing
def test_what_no_size_is_given_for_has_that_of_the_standard_main_zone(draw: Draw) -> None:
    of = {clock: draw_clock(LED, NOW), code: draw_qr(LED, ADDRESS, CAPTION)}
    standard = of.get(draw, draw_countdown(LED, TITLE, 1, "", "vi"))
    assert standard.size == LED.main.size


def test_the_time_is_large_and_the_date_below() -> None:
    for look in LOOKS:
        time, *date = seen(clock, look, look.main.size)
        assert time.text == "17:05"
        assert time.size_px >= 2 * date[0].size_px
        assert " ".join(one.text for one in date) == "Chủ nhật, 22/11/2026"
        assert all(one.baseline_px > time.baseline_px for one in date)


@pytest.mark.parametrize(
    ("zone", "lines"),
    [
        ((640, 300), ["17:05", "Chủ nhật, 22/11/2026"]),
        ((200, 300), ["17:05", "Chủ nhật", "22/11/2026"]),
        ((160, 90), ["17:05", "22/11/2026"]),
        ((120, 90), ["17:05", "22/11"]),
        ((300, 40), ["17:05"]),
    ],
)
def test_the_date_is_shortened_before_it_is_left_out(zone: Zone, lines: list[str]) -> None:
    assert [one.text for one in seen(clock, LED, zone)] == lines


def test_a_clock_nobody_can_trust_shows_the_mark_and_no_time() -> None:
    with pen() as written:
        picture = draw_clock(LED, "", (200, 200))
    assert written == []
    assert GOLD in colours_of(picture)


def test_the_size_of_the_time_does_not_depend_on_the_digits() -> None:
    sizes = set()
    for time in ("11:11", "00:00", "17:05", "23:59"):
        with pen() as written:
            draw_clock(LED, f"{time}\nChủ nhật, 22/11/2026", (300, 200))
        sizes.add(written[0].size_px)
    assert len(sizes) == 1


def test_parts_have_the_size_of_their_zone() -> None:
    zone = (300, 80)
    assert draw_header(LED, UNIT, NOW, zone).size == zone
    assert draw_picture(LED, Image.new("RGB", (50, 70)), zone).size == zone
    assert empty_ticker(LED, zone).size == zone
    assert ticker_strip(LED, "Tin", zone).size == zone
    assert ticker_strip(LED, "Tin chạy " * 20, zone).height == 80


def test_letters_of_a_ticker_grow_with_a_high_zone() -> None:
    def size(height_px: int) -> int:
        with pen() as written:
            ticker_strip(LED, "Tin", (640, height_px))
        return written[0].size_px

    assert size(LED.ticker.height_px) == LED.scale.least
    assert size(120) == 60
    assert size(20) == 16


@pytest.mark.parametrize("look", LOOKS)
def test_parts_are_put_together_at_their_zones(look: Look) -> None:
    arrangement = standard_arrangement(look)
    colours = {"header": (1, 2, 3), "main": (4, 5, 6), "ticker": (7, 8, 9)}
    parts = {zone.name: Image.new("RGB", zone.room, colours[zone.name]) for zone in arrangement.zones}
    frame = framed(look, arrangement, parts)
    assert frame.size == look.size
    for zone in arrangement.zones:
        box = (zone.x_px, zone.y_px, zone.x_px + zone.width_px, zone.y_px + zone.height_px)
        assert colours_of(frame.crop(box)) == {colours[zone.name]}


def test_what_has_no_part_is_ground_or_a_bare_ticker_never_black() -> None:
    zones = (
        MainZone(name="main", x_px=0, y_px=0, width_px=300, height_px=200),
        ClockZone(name="clock", x_px=320, y_px=0, width_px=100, height_px=100),
    )
    frame = framed(LED, Arrangement(width_px=640, height_px=384, zones=zones), {})
    assert colours_of(frame) == {BLUE_DARK_END}
    bare = framed(LED, standard_arrangement(LED), {})
    assert not differs(bare.crop((0, LED.ticker.y_px, *LED.size)), empty_ticker(LED))


@pytest.mark.parametrize("look", [LED, TINY])
def test_an_upright_header_keeps_time_and_date_apart(look: Look) -> None:
    for width in range(64, 400, 16):
        with pen() as written:
            draw_header(look, UNIT, NOW, (width, 3 * line_height_px(look.scale.least)))
        words = [one for one in written if one.text]
        for number, one in enumerate(words):
            for other in words[:number]:
                same_row = one.baseline_px == other.baseline_px
                assert not same_row or one.ink.right <= other.ink.left or other.ink.right <= one.ink.left
