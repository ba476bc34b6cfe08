from __future__ import annotations

from itertools import cycle

import pytest

from agent.speaker.relay.rules import RULES
from media.sound import count_of, duration_of
from tests.agent.speaker.relay.station import LARGEST_STEP, Audience, Station, Weather, largest_step, what_sounds

JOINED_MS = RULES.join_good_ms + 500


@pytest.fixture
def audience() -> Audience:
    return Audience(Station())


def test_a_station_is_heard_without_a_hole_or_a_click(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    heard = audience.listen(4_000)
    assert what_sounds(heard) == "station"
    assert duration_of(heard) == pytest.approx(4_000, abs=100)
    assert largest_step(audience.whole()) <= LARGEST_STEP


def test_while_nothing_is_there_yet_it_still_yields_so_that_the_reader_can_stop(audience: Audience) -> None:
    audience.station.weather = "stalled"
    assert [len(next(audience.chunks)) for _ in range(5)] == [0] * 5


@pytest.mark.parametrize(
    ("weather", "within_ms"), [("gone", 100), ("stalled", RULES.stall_ms + 500), ("silent", RULES.silence_ms + 500)]
)
def test_the_fallback_takes_the_place_of_a_station_that_is_not_fit(
    audience: Audience, weather: Weather, within_ms: int
) -> None:
    audience.listen(JOINED_MS + 1_000)
    audience.station.weather = weather
    audience.listen(within_ms + 500)
    assert what_sounds(audience.listen(1_000)) == "fallback"
    assert largest_step(audience.whole()) <= LARGEST_STEP


@pytest.mark.parametrize("weather", ["gone", "stalled", "silent"])
def test_the_station_is_heard_again_soon_after_it_is_back(audience: Audience, weather: Weather) -> None:
    audience.listen(JOINED_MS + 1_000)
    audience.station.weather = weather
    audience.listen(RULES.silence_ms // 2 if weather != "silent" else RULES.silence_ms + 2_000)
    audience.station.weather = "good"
    audience.listen(RULES.good_ms + 700)
    assert what_sounds(audience.listen(1_000)) == "station"
    assert largest_step(audience.whole()) <= LARGEST_STEP


def test_a_listener_that_hangs_is_replaced(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    audience.station.weather = "stalled"
    audience.listen(RULES.hung_ms + 1_000)
    assert audience.station.sent == 2


def test_in_an_outage_it_is_sought_less_and_less_often(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    audience.station.weather = "gone"
    tries = []
    for _ in range(3):
        before = audience.station.sent
        audience.listen(30_000)
        tries.append(audience.station.sent - before)
    assert tries[0] > tries[1] >= tries[2] > 0


def test_the_listener_ends_with_the_relay(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    audience.chunks.close()
    assert not audience.station.tuned


def test_in_many_cuts_there_is_never_a_click_nor_a_hole(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    began_ms, began = audience.station.now_ms, len(audience.whole())
    for weather in (cut for cut, _ in zip(cycle(["gone", "stalled", "gone"]), range(20), strict=False)):
        audience.station.weather = weather
        audience.listen(1_300)
        audience.station.weather = "good"
        audience.listen(1_700)
    heard = audience.whole()[began:]
    assert largest_step(heard) <= LARGEST_STEP
    assert len(heard) >= count_of(audience.station.now_ms - began_ms) - 20 * count_of(RULES.stall_ms + 100)
