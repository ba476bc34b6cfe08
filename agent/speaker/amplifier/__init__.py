"""Gives the amplifier its power before a sound and takes it some time after the last one. No sound waits for it."""

from __future__ import annotations

from agent.gpio import Relay
from agent.speaker.amplifier.amplifier import Amplifier
from agent.speaker.amplifier.keeper import Keeper
from agent.speaker.amplifier.self_switched import SelfSwitched
from firmware_profiles import Amplifier as Setting
from firmware_profiles import AmplifierRelay

__all__ = ["Amplifier", "Keeper", "amplifier_of"]


def amplifier_of(setting: Setting) -> Amplifier:
    """The amplifier of a hardware model."""
    match setting:
        case AmplifierRelay():
            return Relay(setting.pin, active_high=setting.active_high)
    return SelfSwitched()
