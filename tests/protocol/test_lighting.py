"""How bright a screen is when."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import Desired, PercentWindow
from protocol.hourly import FAR
from protocol.ids import EpochMs
from protocol.lighting import light
from protocol.programme_types import ShowAlert, ShowSafe
from tests.protocol.makers import alert, desired

ZONE = "Asia/Ho_Chi_Minh"
NIGHT = PercentWindow(start="19:00", minutes=600, percent=30)
EVENING = PercentWindow(start="18:00", minutes=120, percent=60)
SETTINGS = desired(brightness_percent=90, brightness_windows=(NIGHT, EVENING), emergency_brightness_percent=100)


def at(clock: str) -> EpochMs:
    return EpochMs(int(datetime.fromisoformat(f"2026-11-22T{clock}").replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000))


@pytest.mark.parametrize(
    ("clock", "percent"),
    [
        ("17:59:59", 90),
        ("18:00:00", 60),
        ("18:59:59", 60),
        ("19:00:00", 30),
        ("23:30:00", 30),
        ("00:00:00", 30),
        ("04:59:59", 30),
        ("05:00:00", 90),
    ],
)
def test_the_first_window_that_is_on_decides_over_midnight_too(clock: str, percent: int) -> None:
    assert light(SETTINGS, ShowSafe(), ZONE, at(clock), "trusted").percent == percent


def test_an_alert_has_its_own_brightness_at_any_hour_and_until_it_ends() -> None:
    assert light(SETTINGS, ShowAlert(alert("a-1"), 1, 1), ZONE, at("23:00:00"), "trusted") == (100, FAR)


def test_no_hour_is_believed_while_the_clock_is_unknown() -> None:
    assert light(SETTINGS, ShowSafe(), ZONE, at("23:00:00"), "unknown") == (90, FAR)
    assert light(SETTINGS, ShowSafe(), ZONE, at("23:00:00"), "held").percent == 30


@given(st.integers(0, 24 * 60 - 1), st.integers(1, 1440), st.integers(0, 24 * 60 - 1))
def test_it_is_what_a_minute_by_minute_look_says_and_stays_so_until_it_says(start: int, minutes: int, now: int) -> None:
    window = PercentWindow(start=f"{start // 60:02}:{start % 60:02}", minutes=minutes, percent=5)
    settings: Desired = desired(brightness_percent=80, brightness_windows=(window,))
    now_ms = EpochMs(at("00:00:00") + now * 60_000)
    lit = light(settings, ShowSafe(), ZONE, now_ms, "trusted")
    assert lit.percent == (5 if (now - start) % 1440 < minutes else 80)
    for step_ms in range(now_ms, min(lit.until_ms, now_ms + 36 * 3_600_000), 7 * 60_000):
        assert light(settings, ShowSafe(), ZONE, EpochMs(step_ms), "trusted").percent == lit.percent
