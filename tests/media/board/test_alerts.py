"""Alerts: level in four ways, all words whole and in reach, drills unmistakable, on every shape of board."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_mock import MockerFixture

from media.board import Look, alert_pages, draw_alert, page_at
from media.board import alert_plan as alert_plan_module
from media.board import lettering as lettering_module
from media.board.alert_shape import AlertShape
from media.board.alert_untold import untold
from media.board.alert_words import VIET_NAM
from media.board.colours import LEVELS, WHITE
from media.bulletin import Page, clean
from media.text import Geometry, ink, least_letter_px, size_for_letter_px
from media.text.scale import WEIGHTS
from protocol.alert import AlertText
from tests.media.board.drawing import FLOOD, LED, LOOKS, TINY, alert, colours_of, differs

ids = [f"{look.size[0]}x{look.size[1]}" for look in LOOKS]
RISKS = ("THẤP", "TRUNG BÌNH", "LỚN", "RẤT LỚN", "THẢM HỌA")
TEXT = st.text(st.sampled_from("aăâẤỄỘẬỗ nghjy.,\n-+"), max_size=150)
FLOODS = st.builds(
    AlertText,
    language=st.sampled_from(["vi", "en", "km", "sti"]),
    headline=TEXT.filter(lambda text: clean(text) != ""),
    description=TEXT,
    instruction=TEXT,
    area=TEXT,
    sender_name=TEXT,
)


def bar_texts(mocker: MockerFixture, look: Look, **of: object) -> list[str]:
    drawn = mocker.spy(lettering_module, "draw_text")
    draw_alert(look, alert(**of), FLOOD, 1, 2)  # type: ignore[arg-type]
    return [call.args[3] for call in drawn.call_args_list]


@pytest.mark.parametrize("look", LOOKS, ids=ids)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_the_level_is_told_by_colour_number_and_words(look: Look, level: int, mocker: MockerFixture) -> None:
    said = " ".join(bar_texts(mocker, look, level=level))
    assert f"CẤP {level}" in said
    assert RISKS[level - 1] in said
    assert "…" not in said
    colours = colours_of(draw_alert(look, alert(level), FLOOD, 1, 1))
    assert {LEVELS[level - 1].ground, LEVELS[level - 1].text, WHITE} <= colours


@settings(max_examples=25, deadline=None)
@given(FLOODS, st.sampled_from(LOOKS))
def test_it_is_written_as_big_as_keeps_its_pages_fewest(text: AlertText, look: Look) -> None:
    sizes = (1.0,) if look.is_low else alert_plan_module._ENLARGED
    beside = untold(look, alert(text=text), text, VIET_NAM)
    choices = [alert_plan_module._pages(look, text, beside, larger) for larger in sizes]
    assert alert_pages(look, alert(text=text), text) == min(choices, key=len)


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_the_sign_stands_at_the_left_of_the_band(look: Look) -> None:
    band = AlertShape.of(look).band
    picture = draw_alert(look, alert(4), FLOOD, 1, 1)
    sign = picture.crop((band.x_px, band.y_px, band.x_px + band.height_px // 2, band.y_px + band.height_px))
    assert LEVELS[3].text in colours_of(sign)


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_a_drill_says_so_above_and_below_and_is_striped(look: Look, mocker: MockerFixture) -> None:
    texts = bar_texts(mocker, look, status="Exercise")
    assert sum("DIỄN TẬP" in text for text in texts) == 2
    assert not any("CẢNH BÁO KHẨN CẤP" in text for text in texts)
    drill = draw_alert(look, alert(status="Exercise"), FLOOD, 1, 1)
    edge = drill.crop((0, 0, 1, drill.height))
    assert {WHITE, LEVELS[3].ground} <= colours_of(edge)


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_a_real_alert_does_not_look_like_a_drill(look: Look, mocker: MockerFixture) -> None:
    assert not any("DIỄN TẬP" in text for text in bar_texts(mocker, look))
    picture = draw_alert(look, alert(), FLOOD, 1, 1)
    assert colours_of(picture.crop((0, 0, 1, picture.height))) == {LEVELS[3].ground}


@pytest.mark.parametrize("status", ["Actual", "Exercise"])
@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_until_when_is_told_in_local_time_and_which_of_several(look: Look, status: str, mocker: MockerFixture) -> None:
    said = " ".join(bar_texts(mocker, look, status=status))
    assert "03:30" in said
    assert "23/11" in said
    assert "1/2" in said


@pytest.mark.parametrize("look", LOOKS, ids=ids)
@pytest.mark.parametrize("status", ["Actual", "Exercise"])
def test_words_of_the_bars_stay_inside_the_picture(look: Look, status: str, mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    draw_alert(look, alert(5, status), FLOOD, 2, 3)  # type: ignore[arg-type]
    for call in drawn.call_args_list:
        _, x, baseline, text, weight, size, _ = call.args
        box = ink(text, weight, size)
        assert x + box.left >= 0, text
        assert x + box.right <= look.size[0], text
        assert baseline + box.top >= 0, text
        assert baseline + box.bottom <= look.size[1], text


@given(FLOODS, st.sampled_from(LOOKS))
@settings(max_examples=60, deadline=None)
def test_every_letter_of_the_text_is_on_some_page_inside_the_panel(text: AlertText, look: Look) -> None:
    panel = AlertShape.of(look).panel
    lines = [line for page in alert_pages(look, alert(), text) for line in page.lines]
    for line in lines:
        box = ink(line.text, WEIGHTS[line.style], line.size_px)
        assert line.x_px + box.left >= 0
        assert line.x_px + box.right <= panel.width_px
        assert line.y_px + box.top >= 0
        assert line.y_px + box.bottom <= panel.height_px
    shown = set("".join(line.text for line in lines))
    written = "".join([text.headline, text.area, text.description, text.instruction, text.sender_name])
    assert {letter for letter in unicodedata.normalize("NFC", written) if letter.isalpha()} <= shown


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_all_words_come_in_their_order_what_to_do_first(look: Look) -> None:
    pages = alert_pages(look, alert(), FLOOD)
    lines = [
        line.text for number, page in enumerate(pages) for line in page.lines if not _is_repeat(page, number, line.text)
    ]
    said = " ".join(lines)
    parts = [FLOOD.headline, FLOOD.area, "Rời ngay khu vực ven suối.", "Gọi 112", FLOOD.description, FLOOD.sender_name]
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def _is_repeat(page: Page, number: int, text: str) -> bool:
    return number > 0 and text == page.lines[0].text and text.endswith(")")


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_no_letter_of_an_alert_is_smaller_than_can_be_read(look: Look) -> None:
    least = size_for_letter_px(least_letter_px(look.geometry))
    assert all(line.size_px >= least for page in alert_pages(look, alert(), FLOOD) for line in page.lines)


def test_a_short_warning_is_written_big_on_one_page() -> None:
    short = AlertText(language="vi", headline="Báo cháy rừng")
    pages = alert_pages(LED, alert(), short)
    assert len(pages) == 1
    assert pages[0].lines[0].size_px >= 2 * LED.scale.least


def test_an_event_the_band_has_no_room_for_is_told_in_the_text() -> None:
    assert any("Vỡ đập" in line.text for line in alert_pages(TINY, alert(event="Vỡ đập"), FLOOD)[0].lines)
    assert not any("Vỡ đập" in line.text for line in alert_pages(LED, alert(event="Vỡ đập"), FLOOD)[0].lines)


def test_an_english_text_has_english_labels() -> None:
    english = AlertText(language="en-GB", headline="Flash flood", instruction="Move uphill.", area="Dong Tam")
    said = " ".join(line.text for page in alert_pages(LED, alert(), english) for line in page.lines)
    assert "WHAT TO DO" in said
    assert "Area: Dong Tam" in said


@pytest.mark.parametrize("look", LOOKS, ids=ids)
def test_the_same_alert_gives_the_same_pixels_and_another_page_others(look: Look) -> None:
    again = draw_alert(look, alert(), FLOOD, 1, 1)
    assert not differs(draw_alert(look, alert(), FLOOD, 1, 1), again)
    if len(alert_pages(look, alert(), FLOOD)) > 1:
        assert differs(draw_alert(look, alert(), FLOOD, 1, 1, page=1), again)


@given(st.integers(64, 2000), st.integers(64, 2000), st.floats(0.2, 20), st.floats(1, 100), st.sampled_from([1, 5]))
@settings(max_examples=15, deadline=None)
def test_an_alert_is_drawn_on_any_board(width: int, height: int, pitch: float, distance: float, level: int) -> None:
    look = Look.of(Geometry(width, height, pitch, distance))
    assert draw_alert(look, alert(level), FLOOD, 1, 1).size == (width, height)


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=5), st.integers(0, 200_000))
def test_pages_take_turns_for_as_long_as_each_stands(durations_ms: list[int], since_ms: int) -> None:
    pages = [Page((), duration) for duration in durations_ms]
    number = page_at(pages, since_ms)
    into = since_ms % sum(durations_ms)
    assert sum(durations_ms[:number]) <= into < sum(durations_ms[: number + 1])


@pytest.mark.parametrize("look", [look for look in LOOKS if look is not TINY], ids=ids[:3])
def test_the_badge_holds_its_word_and_number_whole(look: Look, mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    picture = draw_alert(look, alert(2), FLOOD, 1, 1)
    band = AlertShape.of(look).band
    for call in drawn.call_args_list[:2]:
        _, x, baseline, text, weight, size, colour = call.args
        left, top, right, bottom = ink(text, weight, size)
        assert text in ("CẤP", "2")
        assert colour == LEVELS[1].ground
        ring = picture.crop((x + left - 1, baseline + top - 1, x + right + 1, baseline + bottom + 1))
        assert ring.getpixel((0, 0)) == ring.getpixel((ring.width - 1, ring.height - 1)) == LEVELS[1].text
        assert band.y_px <= baseline + top
        assert baseline + bottom <= band.y_px + band.height_px
