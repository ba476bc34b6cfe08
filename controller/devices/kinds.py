"""What sort of device a hardware model makes."""

from __future__ import annotations

from typing import Literal

from firmware_profiles import Profile

DeviceKind = Literal["screen", "board", "speaker"]
"""A screen without sound, a board with a screen and sound, or loudspeakers only."""


def kind_of(profile: Profile) -> DeviceKind:
    """From what the hardware has."""
    if profile.screen is None:
        return "speaker"
    return "screen" if profile.sound is None else "board"
