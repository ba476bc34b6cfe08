"""The breaker opens at a failure and closes by time alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from media.speech.breaker import Breaker


@settings(deadline=None)
@given(rest_s=st.integers(1, 1_000), waits_s=st.lists(st.integers(0, 500), max_size=20))
def test_it_is_open_for_the_rest_after_the_last_failure(rest_s: int, waits_s: list[int]) -> None:
    now_s = 0
    breaker = Breaker(rest_s, clock=lambda: now_s)
    assert not breaker.is_open
    breaker.trip()
    for wait_s in waits_s:
        now_s += wait_s
        assert breaker.is_open == (now_s < rest_s)
