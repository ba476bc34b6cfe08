"""How loud a programme is when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import PercentWindow
from protocol.hourly import FAR
from protocol.ids import EpochMs
from protocol.loudness import loudness
from protocol.programme_types import PlayAlert, PlayItem, Silence
from tests.protocol.makers import T0, alert, audio, desired
from tests.protocol.test_lighting import ZONE, at

NIGHT = PercentWindow(start="20:00", minutes=600, percent=30)
LATE = PercentWindow(start="05:00", minutes=120, percent=50)
SETTINGS = desired(volume_percent=80, volume_windows=(NIGHT, LATE), emergency_volume_percent=100)
SONG = PlayItem(audio("song", 60_000), "slot", None, T0)
HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("clock", "percent", "next_edge"),
    [
        ("19:59:59", 80, "20:00:00"),
        ("20:00:00", 30, "05:00:00"),
        ("05:30:00", 30, "06:00:00"),
        ("06:00:00", 50, "07:00:00"),
        ("07:00:00", 80, "20:00:00"),
    ],
)
def test_the_first_window_that_is_on_decides_until_its_edge(clock: str, percent: int, next_edge: str) -> None:
    loud = loudness(SETTINGS, SONG, ZONE, at(clock), "trusted")
    assert loud.percent == percent
    assert (loud.until_ms - at(next_edge)) % (24 * HOUR_MS) == 0
    assert 0 < loud.until_ms - at(clock) < 24 * HOUR_MS


@pytest.mark.parametrize("sound", [Silence("idle"), PlayAlert(alert(), 1, T0), None])
def test_no_edge_matters_while_nothing_of_the_programme_is_heard(sound: Silence | PlayAlert | None) -> None:
    assert loudness(SETTINGS, sound, ZONE, at("23:00:00"), "trusted") == (30, FAR)


def test_no_hour_is_believed_while_the_clock_is_unknown() -> None:
    assert loudness(SETTINGS, SONG, ZONE, at("23:00:00"), "unknown") == (80, FAR)


@given(st.integers(0, 1439), st.integers(1, 1440), st.integers(0, 1439))
def test_it_is_what_a_minute_by_minute_look_says_and_stays_so_until_it_says(start: int, minutes: int, now: int) -> None:
    window = PercentWindow(start=f"{start // 60:02}:{start % 60:02}", minutes=minutes, percent=5)
    settings = desired(volume_percent=80, volume_windows=(window,))
    now_ms = EpochMs(at("00:00:00") + now * 60_000)
    loud = loudness(settings, SONG, ZONE, now_ms, "trusted")
    assert loud.percent == (5 if (now - start) % 1440 < minutes else 80)
    for step_ms in range(now_ms, min(loud.until_ms, now_ms + 36 * HOUR_MS), 7 * 60_000):
        assert loudness(settings, SONG, ZONE, EpochMs(step_ms), "trusted").percent == loud.percent
