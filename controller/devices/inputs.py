"""Which sound inputs the devices of some units have, as their profiles say."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session

import firmware_profiles
from controller.devices.service import devices_in


def inputs_in(session: Session, unit_ids: frozenset[str]) -> dict[str, int]:
    """How many devices have each, by its name; ``default`` is the first of a device that names none so."""
    found: Counter[str] = Counter()
    for profile, devices in Counter(device.profile for device in devices_in(session, unit_ids)).items():
        sound = firmware_profiles.load(profile).sound
        found.update(dict.fromkeys(sound.input_names if sound else (), devices))
    return dict(found)
