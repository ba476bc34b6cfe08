from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.publishing.chain import tuned
from controller.publishing.form import BoardForm, form_of
from controller.publishing.models import Tuning
from controller.publishing.schemas import board_io
from controller.publishing.setting import BoardSetting, merged, setting_of, write
from controller.publishing.setting_check import check, check_contents
from protocol.documents import Desired, PercentWindow, Window
from protocol.errors import InvalidInput
from tests.controller.publishing.screens import LATE, NIGHT, settings

HOUSE = Desired(unit_name="Phường", areas=())


def row(setting: BoardSetting, owner: str = "led-1") -> Tuning:
    made = Tuning(owner=owner, sound_windows="[]")
    write(setting, made)
    return made


@given(setting=settings)
def test_what_is_written_is_read_back_and_the_hours_of_sound_are_left_alone(setting: BoardSetting) -> None:
    made = row(setting)
    assert setting_of(made) == setting
    assert made.sound_windows == "[]"


@given(setting=settings)
def test_over_http_nothing_is_lost(setting: BoardSetting) -> None:
    check(setting)
    assert board_io(setting).setting() == setting


@given(chain=st.lists(settings, max_size=4))
def test_the_nearest_that_says_something_says_it(chain: list[BoardSetting]) -> None:
    found = merged(chain)
    for name in BoardSetting.__struct_fields__:
        said = [getattr(one, name) for one in chain if getattr(one, name) is not None]
        assert getattr(found, name) == (said[0] if said else None)


@given(chain=st.lists(settings, max_size=3))
def test_a_desired_state_holds_the_light_and_the_volume_that_are_merged(chain: list[BoardSetting]) -> None:
    desired, found = tuned(HOUSE, [row(one) for one in chain]), merged(chain)
    light = ("brightness_percent", "brightness_windows", "emergency_brightness_percent", "screen_off_windows")
    for name in (*light, "volume_percent", "volume_windows", "emergency_volume_percent", "sound_delay_ms"):
        said = getattr(found, name)
        assert getattr(desired, name) == (getattr(HOUSE, name) if said is None else said)
    assert msgspec.json.decode(msgspec.json.encode(desired), type=Desired) == desired


@given(setting=settings)
def test_the_form_sends_back_what_it_shows(setting: BoardSetting) -> None:
    sent = form_of(board_io(setting)).wanted().setting()
    volume = ("volume_percent", "volume_windows", "emergency_volume_percent", "sound_delay_ms")
    kept = (*volume, "brightness_windows", "screen_off_windows", "brightness_percent", "layout", "transition")
    assert all(getattr(sent, name) == getattr(setting, name) for name in (*kept, "ticker_speed_px_s"))
    assert sent.qr_payload == ((setting.qr_payload or "").strip() or None)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (BoardSetting(layout="none-such"), "two-tickers"),
        (BoardSetting(brightness_percent=0), "từ 1 đến 100"),
        (BoardSetting(brightness_percent=101), "từ 1 đến 100"),
        (BoardSetting(emergency_brightness_percent=9), "từ 10 đến 100"),
        (BoardSetting(brightness_windows=(PercentWindow(start="19:00", minutes=5, percent=0),)), "từ 1 đến 100"),
        (BoardSetting(volume_percent=101), "từ 0 đến 100"),
        (BoardSetting(volume_percent=-1), "từ 0 đến 100"),
        (BoardSetting(emergency_volume_percent=9), "từ 10 đến 100"),
        (BoardSetting(volume_windows=(PercentWindow(start="19:00", minutes=5, percent=101),)), "từ 0 đến 100"),
        (BoardSetting(volume_windows=(NIGHT,) * 9), "Gộp bớt"),
        (BoardSetting(sound_delay_ms=60_001), "từ 0 đến 60000"),
        (BoardSetting(sound_delay_ms=-1), "từ 0 đến 60000"),
        (BoardSetting(screen_off_windows=(LATE,) * 9), "Gộp bớt"),
        (BoardSetting(brightness_windows=(NIGHT,) * 9), "Gộp bớt"),
        (BoardSetting(ticker_speed_px_s=9), "từ 10 đến 600"),
        (BoardSetting(ticker_languages=("Việt",)), "vi, km, en"),
        (BoardSetting(qr_payload="x" * 301), "Sửa mục đó"),
        (BoardSetting(qr_payload="javascript:alert(1)"), "http://"),
        (BoardSetting(qr_caption="\U00013000"), "Thay các ký tự đó"),
        (BoardSetting(qr_caption="x" * 81), "Rút ngắn"),
    ],
)
def test_what_no_screen_could_be_is_told_with_what_to_do(setting: BoardSetting, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(setting)
    assert told in refused.value.remedy.vi


def test_a_layout_without_what_it_needs_is_told() -> None:
    for lacking in (BoardSetting(layout="notice-qr"), BoardSetting(layout="two-tickers", ticker_languages=("vi",))):
        with pytest.raises(InvalidInput):
            check_contents(lacking)
    check_contents(BoardSetting(layout="notice-qr", qr_payload="https://dongnai.gov.vn"))
    check_contents(BoardSetting(layout="side"))
    check_contents(BoardSetting())


def test_rows_of_hours_are_whole_or_empty() -> None:
    own = BoardForm(off_hours="own", off_start=["22:30", "", " "], off_end=["04:30", "", ""])
    assert own.wanted().setting().screen_off_windows == (Window(start="22:30", minutes=360),)
    assert own.off_rows()[-1] == ("", "")
    for broken in (BoardForm(off_hours="own", off_start=["22:30"]), BoardForm(brightness_percent="sáng")):
        with pytest.raises(InvalidInput):
            broken.wanted()
    assert BoardForm(off_hours="above", off_start=["22:30"]).wanted().screen_off_windows is None
