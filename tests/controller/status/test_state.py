from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from controller.status.state import LATE_AFTER_MS, OFFLINE_AFTER_MS, state_of
from protocol.ids import EpochMs

NOW = EpochMs(1_700_000_000_000)


def after(silent_ms: int, *, online: bool = True, listening_ms: int = 10**9) -> str:
    return state_of(NOW - silent_ms, online, NOW, EpochMs(NOW - listening_ms))


def test_a_device_goes_late_and_then_offline_as_it_stays_silent() -> None:
    assert after(0) == after(LATE_AFTER_MS) == "online"
    assert after(LATE_AFTER_MS + 1) == after(OFFLINE_AFTER_MS) == "late"
    assert after(OFFLINE_AFTER_MS + 1) == "offline"


def test_a_will_makes_it_offline_at_once() -> None:
    assert after(0, online=False) == "offline"


def test_a_device_never_heard_of_is_never() -> None:
    assert state_of(None, False, NOW, NOW) == state_of(None, True, NOW, None) == "never"


def test_the_controllers_own_silence_makes_nobody_offline() -> None:
    assert after(10**8, listening_ms=OFFLINE_AFTER_MS) == "late"
    assert after(10**8, listening_ms=OFFLINE_AFTER_MS + 1) == "offline"
    assert state_of(NOW - 10**8, True, NOW, None) == "late"


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.booleans(), st.integers(0, 10**7))
def test_longer_silence_never_makes_it_better(one_ms: int, more_ms: int, online: bool, listening_ms: int) -> None:
    order = ["online", "late", "offline"]
    first = after(one_ms, online=online, listening_ms=listening_ms)
    second = after(one_ms + more_ms, online=online, listening_ms=listening_ms)
    assert order.index(first) <= order.index(second)


@given(st.integers(-(10**9), 0))
def test_a_clock_that_stepped_back_does_not_take_devices_down(silent_ms: int) -> None:
    assert after(silent_ms) == "online"
