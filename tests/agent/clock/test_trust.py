from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.clock import BORN_MS, judge
from agent.clock.kernel import Synchronised
from agent.config.config import ClockPolicy
from protocol.ids import EpochMs
from protocol.limits import LIMITS

MOMENTS = st.integers(0, 4_000_000_000_000).map(EpochMs)
KERNELS: st.SearchStrategy[Synchronised] = st.sampled_from(["yes", "no", "unknown"])
POLICIES: st.SearchStrategy[ClockPolicy] = st.sampled_from(["system", "assume-trusted"])
FLOOR = EpochMs(BORN_MS + 10**10)


@given(MOMENTS, MOMENTS, KERNELS, POLICIES, st.booleans())
def test_a_clock_before_what_is_surely_past_is_never_believed(
    wall: EpochMs, floor: EpochMs, kernel: Synchronised, policy: ClockPolicy, was_right: bool
) -> None:
    trust = judge(wall, floor, kernel, policy, was_right=was_right)
    assert (trust == "unknown") or wall + LIMITS.future_skew_ms >= floor


@given(KERNELS, POLICIES, st.booleans())
def test_a_disciplined_clock_is_trusted_else_it_was_or_is_not_known(
    kernel: Synchronised, policy: ClockPolicy, was_right: bool
) -> None:
    trust = judge(FLOOR, FLOOR, kernel, policy, was_right=was_right)
    if kernel == "yes" or policy == "assume-trusted":
        assert trust == "trusted"
    else:
        assert trust == ("held" if was_right else "unknown")


def test_a_controller_a_little_ahead_does_not_make_a_clock_unknown() -> None:
    ahead = EpochMs(FLOOR + LIMITS.future_skew_ms)
    assert judge(FLOOR, ahead, "yes", "system", was_right=False) == "trusted"
    assert judge(FLOOR, EpochMs(ahead + 1), "yes", "system", was_right=True) == "unknown"
