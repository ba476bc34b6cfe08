"""That a station is lost is told once, with why; that it is back too; and nothing more once nobody listens."""

from __future__ import annotations

import pytest

from agent.speaker.relay.reception import Told
from agent.speaker.relay.rules import RULES
from tests.agent.speaker.relay.station import Audience, Station, Weather

JOINED_MS = RULES.join_good_ms + 500
LOST_MS = RULES.silence_ms + 2_000


@pytest.fixture
def audience() -> Audience:
    return Audience(Station())


@pytest.mark.parametrize(
    ("weather", "reason"), [("gone", "gone"), ("stalled", "nothing comes"), ("silent", "silence for 10 s")]
)
def test_a_loss_and_the_return_are_told_once_each(audience: Audience, weather: Weather, reason: str) -> None:
    audience.listen(JOINED_MS)
    assert audience.told == []
    audience.station.weather = weather
    audience.listen(LOST_MS)
    assert audience.told == [Told("lost", reason)]
    audience.station.weather = "good"
    audience.listen(5_000)
    assert audience.told == [Told("lost", reason), Told("back")]


def test_one_that_is_not_there_from_the_beginning_is_told(audience: Audience) -> None:
    audience.station.weather = "stalled"
    audience.listen(RULES.join_ms + 500)
    assert audience.told == [Told("lost", "nothing comes")]


def test_when_nobody_listens_any_more_it_is_not_known(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    audience.station.weather = "gone"
    audience.listen(LOST_MS)
    audience.chunks.close()
    assert [one.became for one in audience.told] == ["lost", "left"]


def test_of_one_that_was_good_its_end_is_no_news(audience: Audience) -> None:
    audience.listen(JOINED_MS)
    audience.chunks.close()
    assert audience.told == []
