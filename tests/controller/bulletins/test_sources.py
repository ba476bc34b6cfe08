from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from controller.bulletins.sources import LONGEST_WAIT_S, wait_s

EVERY_S = st.integers(60, 24 * 3600)


@given(every_s=EVERY_S, failures=st.integers(1, 10_000))
def test_the_wait_grows_to_a_bound_and_never_falls_below_the_usual(every_s: int, failures: int) -> None:
    wait = wait_s(every_s, failures)
    assert every_s <= wait <= max(every_s, LONGEST_WAIT_S)
    assert wait <= wait_s(every_s, failures + 1)


def test_the_wait_doubles() -> None:
    assert [wait_s(900, failures) for failures in (1, 2, 3, 4, 5)] == [900, 1800, 3600, 7200, 7200]
