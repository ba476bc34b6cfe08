from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.clock import BORN_MS, Timeline
from agent.clock.kernel import Synchronised
from agent.clock.timeline import FLOOR, PERSIST_EVERY_MS
from agent.store import State, open_state
from protocol.ids import EpochMs
from protocol.limits import LIMITS

DAY_MS = 86_400_000
START = EpochMs(BORN_MS + 300 * DAY_MS)


class Clocks:
    """The clock of a machine, set by hand."""

    def __init__(self, wall_ms: int = START, kernel: Synchronised = "yes") -> None:
        self.wall_ms = EpochMs(wall_ms)
        self.kernel = kernel

    def timeline(self, state: State, boot: str = "boot-1") -> Timeline:
        return Timeline(
            state,
            "system",
            wall=lambda: self.wall_ms,
            kernel=lambda: self.kernel,
            boot=boot,
        )


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


def test_right_then_unsynchronised_is_held_even_for_the_next_process_of_this_boot(state: State) -> None:
    clocks = Clocks()
    timeline = clocks.timeline(state)
    assert timeline.now().clock == "trusted"
    clocks.kernel = "no"
    assert timeline.now().clock == "held"
    assert clocks.timeline(state).now().clock == "held"
    assert clocks.timeline(state, boot="boot-2").now().clock == "unknown"


def test_the_floor_outlives_a_restart(state: State) -> None:
    Clocks().timeline(state).now()
    early = Clocks(wall_ms=START - DAY_MS)
    assert early.timeline(state).now().clock == "unknown"


def test_a_signed_time_raises_the_floor(state: State) -> None:
    clocks = Clocks()
    timeline = clocks.timeline(state)
    timeline.saw(EpochMs(START + LIMITS.future_skew_ms + 1))
    assert timeline.now().clock == "unknown"


def test_before_the_project_was_born_no_clock_is_believed(state: State) -> None:
    assert Clocks(wall_ms=0).timeline(state).now().clock == "unknown"


def test_the_floor_is_on_disk_every_ten_minutes_of_it(state: State) -> None:
    timeline = Clocks().timeline(state)
    timeline.now()
    before = state.fact(FLOOR)
    timeline.saw(EpochMs(START + PERSIST_EVERY_MS - 1))
    assert state.fact(FLOOR) == before
    timeline.saw(EpochMs(START + PERSIST_EVERY_MS))
    assert state.fact(FLOOR) == str(START + PERSIST_EVERY_MS).encode()


@settings(max_examples=50, deadline=None)
@given(walls=st.lists(st.integers(BORN_MS, BORN_MS + 1000 * DAY_MS), min_size=1, max_size=12))
def test_what_was_once_trusted_is_past_for_good(tmp_path_factory: pytest.TempPathFactory, walls: list[int]) -> None:
    state, latest = open_state(tmp_path_factory.mktemp("clock")), 0
    clocks = Clocks()
    timeline = clocks.timeline(state)
    for wall_ms in walls:
        clocks.wall_ms = EpochMs(wall_ms)
        trusted = timeline.now().clock == "trusted"
        assert trusted == (wall_ms + LIMITS.future_skew_ms >= latest)
        latest = max(latest, wall_ms) if trusted else latest
    state.close()
