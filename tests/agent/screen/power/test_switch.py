"""A panel is kept as it is wanted, by a lever that may fail, hang and come back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from agent.screen.power import power_of
from agent.screen.power.switch import Switch
from firmware_profiles import CecPower, NoPower, RelayPower
from protocol.errors import RaoError, Unavailable
from protocol.words import Words

SOON_S = 5.0
A_MOMENT_S = 0.05


class FakeLever:
    """Notes each turn; refuses while ``reason`` is set; hangs while ``gate`` is closed."""

    name = "fake"

    def __init__(self) -> None:
        self.turned: Queue[bool] = Queue()
        self.reason = ""
        self.gate = threading.Event()
        self.gate.set()
        self.closed = threading.Event()

    def turn(self, *, on: bool) -> None:
        self.turned.put(on)
        assert self.gate.wait(SOON_S)
        if self.reason:
            raise Unavailable(Words(self.reason, self.reason), Words("-", "-"))

    def close(self) -> None:
        self.closed.set()

    def next(self) -> bool:
        return self.turned.get(timeout=SOON_S)

    def assert_still(self) -> None:
        with pytest.raises(Empty):
            self.turned.get(timeout=A_MOMENT_S)


@pytest.fixture
def lever() -> FakeLever:
    return FakeLever()


@pytest.fixture
def troubles() -> Queue[RaoError]:
    return Queue()


Opened = Callable[[float], Switch]


@pytest.fixture
def opened(lever: FakeLever, troubles: Queue[RaoError]) -> Iterator[Opened]:
    switches: list[Switch] = []

    def open_with(retry_s: float) -> Switch:
        switches.append(Switch(lever, troubles.put, retry_s))
        return switches[-1]

    yield open_with
    lever.gate.set()
    for switch in switches:
        switch.close()


def test_nothing_is_switched_before_something_is_wanted(opened: Opened, lever: FakeLever) -> None:
    opened(60)
    lever.assert_still()


def test_on_is_sent_at_the_start_and_once_however_often_it_is_said(opened: Opened, lever: FakeLever) -> None:
    switch = opened(60)
    switch.on()
    assert lever.next() is True
    switch.on()
    switch.on()
    lever.assert_still()
    switch.off()
    assert lever.next() is False


def test_nobody_waits_for_a_slow_lever_and_the_last_wish_counts(opened: Opened, lever: FakeLever) -> None:
    lever.gate.clear()
    switch = opened(60)
    switch.on()
    assert lever.next() is True
    switch.off()
    switch.on()
    switch.off()
    lever.gate.set()
    assert lever.next() is False
    lever.assert_still()


def test_a_failure_is_told_once_and_tried_again_until_it_works(
    opened: Opened, lever: FakeLever, troubles: Queue[RaoError]
) -> None:
    lever.reason = "no display"
    switch = opened(0.01)
    switch.on()
    assert [lever.next() for _ in range(3)] == [True, True, True]
    assert troubles.get(timeout=SOON_S) is switch.trouble or "no display" in str(switch.trouble)
    lever.reason = ""
    while not lever.turned.empty() or switch.trouble:
        lever.next()
    assert troubles.empty()
    lever.assert_still()


def test_another_failure_is_told_too(opened: Opened, lever: FakeLever, troubles: Queue[RaoError]) -> None:
    lever.reason = "no display"
    switch = opened(0.01)
    switch.on()
    assert "no display" in str(troubles.get(timeout=SOON_S))
    lever.reason = "no cable"
    assert "no cable" in str(troubles.get(timeout=SOON_S))


def test_a_failure_is_not_tried_again_in_a_tight_loop(
    opened: Opened, lever: FakeLever, troubles: Queue[RaoError]
) -> None:
    lever.reason = "no display"
    switch = opened(60)
    switch.on()
    lever.next()
    troubles.get(timeout=SOON_S)
    switch.on()
    lever.assert_still()
    switch.off()
    assert lever.next() is False


def test_after_the_end_the_panel_stays_as_it_is_and_the_hardware_is_let_go(opened: Opened, lever: FakeLever) -> None:
    switch = opened(60)
    switch.on()
    lever.next()
    switch.close()
    assert lever.closed.wait(SOON_S)
    switch.off()
    lever.assert_still()


@pytest.mark.parametrize(("setting", "name"), [(NoPower(), "none"), (CecPower(), "cec"), (RelayPower(pin=4), "gpio")])
def test_the_profile_chooses_the_driver(setting: NoPower | CecPower | RelayPower, name: str) -> None:
    power = power_of(setting, pytest.fail)
    assert power.name == name
    assert power.trouble is None
    power.close()


def test_a_panel_without_a_switch_takes_every_wish(troubles: Queue[RaoError]) -> None:
    power = power_of(NoPower(), troubles.put)
    power.on()
    power.off()
    power.close()
    assert troubles.empty()
