"""An amplifier is on from before the first sound until a while after the last, and its failures stop nothing."""

from __future__ import annotations

import pytest

from agent.speaker.amplifier import Keeper, amplifier_of
from firmware_profiles import Amplifier, AmplifierRelay, SelfSwitched
from protocol.errors import RaoError
from tests.agent.speaker.material import Switched

WARM_UP_MS = 800
USER = "a line"


class Day:
    """A keeper whose time the test turns."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.amplifier = Switched()
        self.troubles: list[RaoError] = []
        self.keeper = Keeper(
            self.amplifier,
            warm_up_ms=WARM_UP_MS,
            hold_s=10,
            monotonic_s=lambda: self.now_s,
            on_trouble=self.troubles.append,
        )

    @property
    def turned(self) -> list[bool]:
        return [on for on, _ in self.amplifier.turns]

    def later(self, seconds: float) -> None:
        self.now_s += seconds
        self.keeper.check()


def test_it_is_off_until_something_is_to_be_heard() -> None:
    day = Day()
    day.keeper.open()
    day.later(3_600)
    assert day.turned == [False]


def test_it_is_woken_once_and_held_after_the_last_sound() -> None:
    day = Day()
    assert day.keeper.wake(USER) == WARM_UP_MS
    day.later(3_600)
    day.keeper.rest(USER)
    day.later(9.9)
    assert day.turned == [True]
    day.later(0.1)
    day.later(60)
    assert day.turned == [True, False]


def test_a_sound_within_the_hold_finds_it_awake_and_begins_the_hold_anew() -> None:
    day = Day()
    day.keeper.wake(USER)
    day.keeper.rest(USER)
    day.later(9)
    assert day.keeper.wake(USER) == 0
    day.later(60)
    day.keeper.rest(USER)
    day.later(9)
    assert day.turned == [True]
    day.later(1)
    assert day.turned == [True, False] and day.keeper.wake(USER) == WARM_UP_MS


def test_it_is_woken_in_time_for_what_is_expected_and_sleeps_again_when_that_does_not_come() -> None:
    day = Day()
    day.keeper.expect(60_000)
    assert day.turned == []
    for in_ms in (2_500, 1_500, 500):
        day.keeper.expect(in_ms)
        day.later(1)
    assert day.turned == [True]
    day.keeper.expect(-500)
    day.later(9)
    assert day.turned == [True, False]


def test_it_is_held_as_long_as_any_of_its_users_sounds() -> None:
    day = Day()
    day.keeper.wake("yard")
    day.later(0.3)
    assert day.keeper.wake("hall") == pytest.approx(WARM_UP_MS - 300, abs=1)
    day.keeper.rest("yard")
    day.later(60)
    assert day.turned == [True]
    day.keeper.rest("hall")
    day.later(10)
    assert day.turned == [True, False]


def test_at_the_end_it_is_off_and_let_go() -> None:
    day = Day()
    day.keeper.wake(USER)
    day.keeper.close()
    assert day.turned == [True, False] and day.amplifier.closed


def test_a_failure_is_told_once_until_it_works_again_and_tried_at_each_sound() -> None:
    day = Day()
    day.amplifier.reason = "no pin"
    for _ in range(3):
        day.keeper.wake(USER)
        day.keeper.rest(USER)
    assert day.turned == [True, True, True]
    assert [one.problem.en for one in day.troubles] == ["no pin"]
    day.amplifier.reason = ""
    day.keeper.wake(USER)
    day.amplifier.reason = "no pin"
    day.keeper.rest(USER)
    day.later(10)
    assert len(day.troubles) == 2


def test_with_a_failed_switch_the_amplifier_is_not_taken_to_sleep_between_two_sounds() -> None:
    day = Day()
    day.amplifier.reason = "no pin"
    assert day.keeper.wake(USER) == WARM_UP_MS
    day.later(1)
    day.keeper.rest(USER)
    assert day.keeper.wake(USER) == 0


def test_a_sound_that_comes_while_it_wakes_waits_for_what_is_left() -> None:
    day = Day()
    day.keeper.wake(USER)
    day.later(0.25)
    assert day.keeper.wake(USER) == pytest.approx(WARM_UP_MS - 250, abs=1)
    assert day.turned == [True]


@pytest.mark.parametrize(("setting", "name"), [(SelfSwitched(), "none"), (AmplifierRelay(pin=4), "gpio")])
def test_the_profile_chooses_the_driver(setting: Amplifier, name: str) -> None:
    amplifier = amplifier_of(setting)
    assert amplifier.name == name
    amplifier.close()


def test_an_amplifier_that_switches_itself_takes_every_wish() -> None:
    amplifier = amplifier_of(SelfSwitched())
    amplifier.turn(on=True)
    amplifier.turn(on=False)
