from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.reception import AlertDesk
from agent.reception.alert_desk import BOOK
from agent.store import State, open_state
from protocol.alert_book import Change
from protocol.alert_rounds import active
from protocol.ids import EpochMs
from protocol.intake import Now
from tests.protocol.makers import T0, alert, alert_set

HOUR_MS = 3_600_000
SET = (alert_set(alert()),)


class Clocks:
    def __init__(self) -> None:
        self.wall_ms, self.elapsed_s, self.trust = int(T0), 0.0, "trusted"

    def now(self) -> Now:
        return Now(EpochMs(self.wall_ms), self.trust)  # type: ignore[arg-type]

    def run(self, ms: int) -> None:
        self.wall_ms, self.elapsed_s = self.wall_ms + ms, self.elapsed_s + ms / 1000

    def desk(self, state: State) -> AlertDesk:
        return AlertDesk(state, self.now(), lambda: self.elapsed_s)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_an_alert_begins_once_and_ends_once(state: State, clocks: Clocks) -> None:
    desk = clocks.desk(state)
    assert desk.refresh(SET, clocks.now()) == (Change("alert-1", "began"),)
    assert desk.refresh(SET, clocks.now()) == ()
    assert desk.in_force() == ("alert-1",)
    clocks.run(HOUR_MS)
    assert desk.refresh(SET, clocks.now()) == (Change("alert-1", "expired"),)
    assert desk.in_force() == ()


def test_lifting_it_ends_it(state: State, clocks: Clocks) -> None:
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    assert desk.refresh((alert_set(),), clocks.now()) == (Change("alert-1", "cancelled"),)


def test_after_a_restart_it_goes_on_and_does_not_begin_again(state: State, clocks: Clocks) -> None:
    first = clocks.desk(state)
    first.refresh(SET, clocks.now())
    first.keep()
    clocks.run(1_000)
    again = clocks.desk(state)
    assert again.refresh(SET, clocks.now()) == ()
    assert again.in_force() == ("alert-1",)


def test_an_expired_alert_stays_expired_when_the_clock_steps_back(state: State, clocks: Clocks) -> None:
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    clocks.run(HOUR_MS)
    desk.refresh(SET, clocks.now())
    desk.keep()
    clocks.wall_ms -= 2 * HOUR_MS
    for here in (desk, clocks.desk(state)):
        here.refresh(SET, clocks.now())
        here.keep()
        assert active(here.alerts.held, clocks.now().wall_ms) == ()


def test_an_alert_in_force_stays_in_force_when_the_clock_steps_back(state: State, clocks: Clocks) -> None:
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    clocks.wall_ms -= 2 * HOUR_MS
    for here in (desk, clocks.desk(state)):
        here.refresh(SET, clocks.now())
        here.keep()
        assert len(active(here.alerts.held, clocks.now().wall_ms)) == 1


def test_a_clock_that_is_set_after_decades_leaves_an_alert_as_young_as_it_is(state: State, clocks: Clocks) -> None:
    clocks.trust, clocks.wall_ms = "unknown", 1_000
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    clocks.run(5_000)
    clocks.trust, clocks.wall_ms = "trusted", T0 + 6_000
    desk.refresh(SET, clocks.now())
    desk.keep()
    (held,) = desk.alerts.held
    assert held.received_at_ms == T0 + 1_000
    assert desk.in_force() == ("alert-1",)


def test_a_restart_under_a_clock_far_ahead_does_not_make_it_older_than_it_can_be(state: State, clocks: Clocks) -> None:
    first = clocks.desk(state)
    first.refresh(SET, clocks.now())
    first.keep()
    clocks.trust, clocks.wall_ms = "unknown", T0 + 1_000_000 * HOUR_MS
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    (held,) = desk.alerts.held
    assert held.received_at_ms == clocks.wall_ms - HOUR_MS


def test_what_is_left_of_its_life_is_on_disk_once_a_minute(state: State, clocks: Clocks) -> None:
    desk = clocks.desk(state)
    desk.refresh(SET, clocks.now())
    desk.keep()
    before = state.fact(BOOK)
    clocks.run(30_000)
    desk.refresh(SET, clocks.now())
    desk.keep()
    assert state.fact(BOOK) == before
    clocks.run(30_000)
    desk.refresh(SET, clocks.now())
    desk.keep()
    assert state.fact(BOOK) != before


def test_a_damaged_book_is_begun_anew(state: State, clocks: Clocks) -> None:
    state.remember(BOOK, b"\xff")
    assert clocks.desk(state).refresh(SET, clocks.now()) == (Change("alert-1", "began"),)
