"""A sound input judged as a station is, only quicker, with time turned by the test."""

from __future__ import annotations

import numpy as np
import pytest

from agent.speaker.line_in.line_in import AHEAD_FRAMES, RULES, relayed
from agent.speaker.relay.reception import Told
from agent.speaker.relay.reserve import Reserve
from media.sound import RATE_HZ, Samples, count_of
from tests.agent.speaker.material import sine
from tests.agent.speaker.relay.station import (
    BLOCK_MS,
    FALLBACK_HZ,
    LARGEST_STEP,
    Station,
    Weather,
    holes_ms,
    largest_step,
    what_sounds,
)


class Studio:
    """A feed that holds as little as a line-in's, read in blocks as time goes by."""

    def __init__(self) -> None:
        self.station = Station()
        self.station.block_ms = 10
        self.told: list[Told] = []
        note = sine(FALLBACK_HZ, 1_000)
        relay = relayed(self.station, lambda: iter([note]), self.told.append, lambda: self.station.now_ms)
        self.chunks = relay.chunks()
        self._held = Reserve()
        self.heard: list[Samples] = []

    def listen(self, duration_ms: int) -> Samples:
        until_ms, first = self.station.now_ms + duration_ms, len(self.heard)
        while self.station.now_ms < until_ms:
            before_ms = self.station.now_ms
            while len(self._held) < AHEAD_FRAMES and self.station.now_ms < before_ms + BLOCK_MS:
                self._held.add(next(self.chunks))
            self.station.now_ms = max(self.station.now_ms, before_ms + BLOCK_MS)
            self.heard.append(self._held.take((self.station.now_ms - before_ms) * RATE_HZ // 1000))
        return np.concatenate(self.heard[first:])


@pytest.fixture
def studio() -> Studio:
    return Studio()


def test_it_is_heard_at_once_and_without_a_hole(studio: Studio) -> None:
    studio.listen(300)
    heard = studio.listen(5_000)
    assert (what_sounds(heard[-count_of(100) :]), holes_ms(heard), studio.told) == ("station", [], [])


@pytest.mark.parametrize(
    ("weather", "reason"), [("gone", "gone"), ("stalled", "nothing comes"), ("silent", "silence for 10 s")]
)
def test_its_fallback_takes_its_place_and_it_comes_back(studio: Studio, weather: Weather, reason: str) -> None:
    """A card that stops without a word leaves a hole: too little is laid by to fade it."""
    studio.listen(1_000)
    studio.station.weather = weather
    studio.listen(RULES.silence_ms + 500 if weather == "silent" else RULES.stall_ms + 200)
    assert what_sounds(studio.listen(1_000)) == "fallback"
    studio.station.weather = "good"
    studio.listen(3_000)
    assert what_sounds(studio.listen(100)) == "station"
    assert studio.told == [Told("lost", reason), Told("back")]
    if weather != "stalled":
        assert largest_step(np.concatenate(studio.heard)) <= 1.5 * LARGEST_STEP


def test_one_that_is_quiet_from_the_begin_may_be_so_for_as_long_as_later(studio: Studio) -> None:
    studio.station.weather = "silent"
    studio.listen(RULES.join_ms - 500)
    assert studio.told == []
    studio.listen(1_000)
    assert studio.told == [Told("lost", "silence for 10 s")]
