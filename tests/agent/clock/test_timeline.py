from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.clock import BORN_MS, Timeline
from agent.clock.kernel import Synchronised
from agent.store import State, open_state
from protocol.ids import EpochMs
from protocol.limits import LIMITS

DAY_MS = 86_400_000
START = EpochMs(BORN_MS + 300 * DAY_MS)


class Clocks:
    """Both clocks of a machine, set by hand."""

    def __init__(self, wall_ms: int = START, kernel: Synchronised = "yes") -> None:
        self.wall_ms, self.monotonic_s = EpochMs(wall_ms), 0.0
        self.kernel = kernel

    def run(self, ms: int) -> None:
        self.wall_ms, self.monotonic_s = EpochMs(self.wall_ms + ms), self.monotonic_s + ms / 1000

    def timeline(self, state: State, boot: str = "boot-1") -> Timeline:
        return Timeline(
            state,
            "system",
            wall=lambda: self.wall_ms,
            monotonic_s=lambda: self.monotonic_s,
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


def test_a_wrong_clock_does_not_move_lived_time(state: State) -> None:
    clocks = Clocks(kernel="no", wall_ms=START + 1000 * DAY_MS)
    timeline = clocks.timeline(state)
    timeline.now()
    assert timeline.lived_ms() == BORN_MS
    clocks.run(5_000)
    assert timeline.lived_ms() == BORN_MS + 5_000


@settings(max_examples=50, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, DAY_MS), st.integers(-DAY_MS, DAY_MS)), max_size=12))
def test_lived_time_never_goes_back_and_never_stands_still(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    state = open_state(tmp_path_factory.mktemp("clock"))
    clocks = Clocks()
    timeline = clocks.timeline(state)
    timeline.now()
    before = timeline.lived_ms()
    for passed_ms, set_by_ms in steps:
        clocks.run(passed_ms)
        clocks.wall_ms = EpochMs(clocks.wall_ms + set_by_ms)
        timeline.now()
        lived = timeline.lived_ms()
        assert lived >= before + passed_ms - 1
        before = lived
    state.close()
