"""A relay on a pin, by the same gpiozero that runs on a Pi; its mock factory stands in for the chip."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory, MockPin

from agent.gpio import Relay
from protocol.errors import Unavailable

PIN = 17


@pytest.fixture
def pin() -> Iterator[MockPin]:
    before, Device.pin_factory = Device.pin_factory, MockFactory()
    yield Device.pin_factory.pin(PIN)
    Device.pin_factory.reset()
    Device.pin_factory = before


@pytest.mark.parametrize("active_high", [True, False])
def test_the_pin_is_high_or_low_as_the_relay_is_wired(pin: MockPin, active_high: bool) -> None:
    relay = Relay(PIN, active_high=active_high)
    seen = []
    for on in (True, False, True):
        relay.turn(on=on)
        seen.append(bool(pin.state) is active_high)
    relay.close()
    assert seen == [True, False, True]


def test_a_panel_that_is_lit_does_not_blink_when_the_agent_starts(pin: MockPin) -> None:
    pin.function, pin.state = "output", True
    pin.clear_states()
    relay = Relay(PIN, active_high=True)
    relay.turn(on=True)
    relay.turn(on=True)
    pin.assert_states([True])
    relay.close()


def test_the_pin_is_no_output_before_something_is_wanted_nor_after_the_end(pin: MockPin) -> None:
    relay = Relay(PIN, active_high=True)
    before = pin.function
    relay.turn(on=False)
    during = pin.function
    relay.close()
    assert (before, during, pin.function) == ("input", "output", "input")


def test_a_pin_that_another_program_part_holds_is_told(pin: MockPin) -> None:
    first, second = Relay(PIN, active_high=True), Relay(PIN, active_high=True)
    first.turn(on=True)
    with pytest.raises(Unavailable, match=r"GPIO pin 17 .*in use"):
        second.turn(on=False)
    assert pin.state
    first.close()


def test_a_machine_without_such_pins_says_what_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Device, "pin_factory", None)
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "none-such")
    with pytest.raises(Unavailable, match="/dev/gpiochip0"):
        Relay(PIN, active_high=True).turn(on=True)


def test_a_board_without_gpiozero_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gpiozero", None)
    with pytest.raises(Unavailable, match=r"rao\[agent,pi\]"):
        Relay(PIN, active_high=True).turn(on=True)
