"""Switches the panel itself on and off, by what the hardware model has for it. Never makes the picture wait."""

from __future__ import annotations

from collections.abc import Callable

from agent.gpio import Relay
from agent.screen.power.cec import Cec
from agent.screen.power.power import Power
from agent.screen.power.switch import Switch
from agent.screen.power.unswitched import Unswitched
from firmware_profiles import CecPower, RelayPower
from firmware_profiles import Power as Setting
from protocol.errors import RaoError

__all__ = ["Power", "power_of"]


def power_of(setting: Setting, on_trouble: Callable[[RaoError], None]) -> Power:
    """The switch of a hardware model. ``on_trouble`` is told of each new failure, from the switch's own thread."""
    match setting:
        case CecPower():
            return Switch(Cec(setting.device), on_trouble)
        case RelayPower():
            return Switch(Relay(setting.pin, active_high=setting.active_high), on_trouble)
    return Unswitched()
