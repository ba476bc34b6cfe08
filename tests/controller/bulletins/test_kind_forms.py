"""What the forms of countdowns, cards and the like say."""

from datetime import date

import pytest

from controller.bulletins.form import HowForm
from controller.bulletins.kind_forms import EMPTY_ROWS, CardsForm, CountdownForm, QrForm
from controller.bulletins.written import QrNotice
from media.bulletin import Card
from protocol.errors import InvalidInput

TODAY = date(2026, 11, 22)
HANOI = "Asia/Ho_Chi_Minh"


def test_a_countdown_is_to_a_minute_of_the_province():
    written = CountdownForm(title="Tết", at="2027-02-06T00:00", after="Chúc mừng năm mới").written(HANOI)
    assert (written.title, written.target_ms, written.after) == ("Tết", 1_801_846_800_000, "Chúc mừng năm mới")


@pytest.mark.parametrize("at", ["", "mai", "2027-02-30T00:00"])
def test_what_is_no_moment_is_told(at):
    with pytest.raises(InvalidInput):
        CountdownForm(title="Tết", at=at).written(HANOI)


def test_empty_rows_of_cards_say_nothing_and_more_can_be_filled_in():
    form = CardsForm(title="Thời tiết", label=["Mưa", "", " "], value=["60 %", "31 °C", ""], note=["chiều"])
    assert form.written().cards == (Card("Mưa", "60 %", "chiều"), Card("", "31 °C", ""))
    assert form.rows()[2:] == [("", "", "")] * EMPTY_ROWS


def test_a_code_is_taken_as_typed():
    assert QrForm(title="Hồ sơ", payload="https://x.vn", caption="Nộp").written() == QrNotice(
        "Hồ sơ", "https://x.vn", "Nộp"
    )


def test_how_long_and_how_large_it_stands():
    options = HowForm(stand_s="15", full_screen=True, language="km").options(TODAY)
    assert (options.picture_ms, options.full_screen, options.language) == (15_000, True, "km")
    assert (HowForm().options(TODAY).gain_db, HowForm(gain_db=-12.0).options(TODAY).gain_db) == (0.0, -12.0)
    turns = HowForm(over_others=True, resume="restart").options(TODAY)
    assert (turns.over, turns.resume) == ("duck", "restart")
    assert (options.over, options.resume) == ("cut", "skip")
    assert HowForm(stand_s=" ").options(TODAY).picture_ms == 10_000


@pytest.mark.parametrize("stand_s", ["2", "601", "lâu", "-5", "9" * 5_000, "٣٠"])
def test_what_is_no_time_to_stand_is_told(stand_s):
    with pytest.raises(InvalidInput):
        HowForm(stand_s=stand_s).options(TODAY)
