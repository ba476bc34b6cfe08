from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from agent.link.backoff import delay_s
from protocol.timers import RECONNECT_FIRST_S, RECONNECT_MOST_S


@given(st.integers(0, 10_000), st.integers())
def test_never_longer_than_the_most_nor_than_the_doubled_first(attempt: int, seed: int) -> None:
    pause_s = delay_s(attempt, Random(seed))
    assert 0.0 <= pause_s <= min(RECONNECT_MOST_S, RECONNECT_FIRST_S * 2.0 ** min(attempt, 30))


def test_a_fleet_comes_back_spread_over_the_whole_time() -> None:
    random = Random(1)
    pauses = [delay_s(20, random) for _ in range(10_000)]
    in_each_tenth = [sum(int(pause // 6) == tenth for pause in pauses) for tenth in range(10)]
    assert min(in_each_tenth) > 800
