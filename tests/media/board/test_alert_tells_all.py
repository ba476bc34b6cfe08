"""What the issue asks of an alert, point by point, on every board down to 192x96: nothing of it is ever missing.

Level by colour, number, words and sign; what, where, what to do, until when, who says so; other languages; a drill.
"""

import unicodedata
from collections.abc import Iterator
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_mock import MockerFixture

from media.board import Look, alert_pages, draw_alert
from media.board import lettering as lettering_module
from media.board.alert_shape import AlertShape
from media.board.alert_words import VIET_NAM, words_for
from media.board.colours import LEVELS, WHITE, contrast
from media.text import Geometry, least_letter_px, size_for_letter_px
from protocol.alert import AlertText
from tests.media.board.drawing import FLOOD, LOOKS, alert, colours_of

SMALL = Look.of(Geometry(192, 96, 10.0, 15.0))
BOARDS = (*LOOKS, SMALL)
LEVEL_WORDS = ("THẤP", "TRUNG BÌNH", "LỚN", "RẤT LỚN", "THẢM HỌA")
Status = Literal["Actual", "Exercise"]

each_board = pytest.mark.parametrize("look", BOARDS, ids=[f"{look.size[0]}x{look.size[1]}" for look in BOARDS])
each_level = pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
each_status = pytest.mark.parametrize("status", ["Actual", "Exercise"])


def said(look: Look, level: int, status: Status, mocker: MockerFixture, text: AlertText = FLOOD) -> str:
    """All that is written on all pages, bars first, as one line."""
    drawn = mocker.spy(lettering_module, "draw_text")
    shown = alert(level, status, text=text)
    pages = alert_pages(look, shown, text)
    for number in range(len(pages)):
        draw_alert(look, shown, text, 1, 1, number)
    bars = [call.args[3] for call in drawn.call_args_list]
    return " ".join([*bars, *(line.text for page in pages for line in page.lines)])


def pictures(look: Look, level: int, status: Status) -> Iterator[Image.Image]:
    shown = alert(level, status)
    for number in range(len(alert_pages(look, shown, FLOOD))):
        yield draw_alert(look, shown, FLOOD, 1, 1, number)


@each_board
@each_level
@each_status
def test_the_level_is_told_as_number_and_words(look: Look, level: int, status: Status, mocker: MockerFixture) -> None:
    told = said(look, level, status, mocker)
    assert f"CẤP {level}" in told
    assert LEVEL_WORDS[level - 1] in told


@each_board
@each_level
def test_the_level_is_told_as_colour_and_sign_on_each_page(look: Look, level: int) -> None:
    band, colours = AlertShape.of(look).band, LEVELS[level - 1]
    for picture in pictures(look, level, "Actual"):
        assert colours.ground in colours_of(picture)
        left = picture.crop((band.x_px, band.y_px, band.x_px + band.height_px // 2, band.y_px + band.height_px))
        assert {colours.ground, colours.text} <= colours_of(left)


@each_board
@each_status
def test_what_where_what_to_do_until_and_who_are_told(look: Look, status: Status, mocker: MockerFixture) -> None:
    told = said(look, 4, status, mocker)
    for part in (FLOOD.headline, FLOOD.area, "Rời ngay khu vực ven suối.", "Gọi 112", FLOOD.sender_name):
        assert part in told, part
    assert "VIỆC CẦN LÀM" in told
    assert "03:30 23/11" in told.replace("03:30, ", "03:30 ")


@each_board
@each_status
def test_only_a_drill_is_told_as_one_and_striped(look: Look, status: Status, mocker: MockerFixture) -> None:
    is_drill = status == "Exercise"
    assert ("DIỄN TẬP" in said(look, 4, status, mocker)) == is_drill
    for picture in pictures(look, 4, status):
        edge = colours_of(picture.crop((0, 0, 1, picture.height)))
        assert edge == ({LEVELS[3].ground, WHITE} if is_drill else {LEVELS[3].ground})


@each_board
def test_the_bars_say_drill_on_each_page(look: Look, mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    for _ in pictures(look, 5, "Exercise"):
        assert any("DIỄN TẬP" in call.args[3] for call in drawn.call_args_list)
        drawn.reset_mock()


@each_board
@pytest.mark.parametrize(("language", "label"), [("en", "WHAT TO DO"), ("km", "VIỆC CẦN LÀM"), ("sti", "VIỆC CẦN LÀM")])
def test_other_languages_have_pages_of_their_own(look: Look, language: str, label: str, mocker: MockerFixture) -> None:
    other = AlertText(language=language, headline="Flash flood on the Rat stream", instruction="Move uphill.")
    told = said(look, 4, "Actual", mocker, other)
    assert other.headline in told
    assert other.instruction in told
    assert label in told


@each_board
@each_level
def test_no_letter_is_smaller_than_can_be_read(look: Look, level: int, mocker: MockerFixture) -> None:
    drawn = mocker.spy(lettering_module, "draw_text")
    sizes = {line.size_px for page in alert_pages(look, alert(level), FLOOD) for line in page.lines}
    draw_alert(look, alert(level), FLOOD, 1, 2)
    bars = {call.args[5] for call in drawn.call_args_list}
    assert min(sizes) >= look.scale.least
    assert min(bars) >= look.scale.least * 0.95
    if look is not SMALL:
        assert look.scale.least == size_for_letter_px(least_letter_px(look.geometry))


@each_board
@each_level
def test_letters_of_the_bars_stand_out_seven_to_one(look: Look, level: int, mocker: MockerFixture) -> None:
    """Not by the table: by the colour each was in fact drawn in, and the pixel beside it."""
    drawn = mocker.spy(lettering_module, "draw_text")
    picture = draw_alert(look, alert(level), FLOOD, 1, 2)
    for call in drawn.call_args_list:
        _, x, baseline, _, _, size, colour = call.args
        ground = picture.getpixel((x - 1, baseline - size // 4))
        assert contrast(colour, ground) >= 7  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(
    st.integers(64, 1200),
    st.integers(64, 1200),
    st.floats(1, 15),
    st.floats(1, 40),
    st.integers(1, 5),
    st.sampled_from(["Actual", "Exercise"]),
    st.sampled_from(["vi", "en"]),
)
def test_on_any_board_nothing_is_left_unsaid(
    width: int, height: int, pitch: float, distance: float, level: int, status: Status, language: str
) -> None:
    look, words = Look.of(Geometry(width, height, pitch, distance)), words_for(language)
    text = AlertText(language=language, headline="Nước lên nhanh")
    shown, drawn = alert(level, status, text=text), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lettering_module, "draw_text", lambda *args: drawn.append(args[3]))
        draw_alert(look, shown, text, 1, 1, 0, VIET_NAM)
    lines = [line.text for page in alert_pages(look, shown, text) for line in page.lines]
    told = unicodedata.normalize("NFC", "".join([*drawn, *lines])).replace(" ", "")
    wanted = [words.levels[level - 1], f"{words.level}{level}", "03:30", "23/11", "Lũquét"]
    wanted += [words.drill] if status == "Exercise" else []
    assert [part for part in wanted if part.replace(" ", "") not in told] == []


@each_board
def test_all_levels_differ_at_a_glance(look: Look) -> None:
    """Far away only the mean colour is seen: every two levels are well apart in it."""
    means = [np.asarray(draw_alert(look, alert(level), FLOOD, 1, 1)).mean(axis=(0, 1)) for level in range(1, 6)]
    for number, one in enumerate(means):
        assert all(np.abs(one - other).max() > 5 for other in means[:number])
