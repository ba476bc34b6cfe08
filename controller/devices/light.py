"""How bright a screen is to be now, from what is stated for it."""

from __future__ import annotations

import msgspec
from sqlmodel import Session

from controller.devices.schemas import DeviceOut
from controller.documents import service as documents
from protocol.clock_trust import ClockTrust
from protocol.documents import Desired
from protocol.hourly import FAR, Hourly
from protocol.ids import EpochMs
from protocol.lighting import light
from protocol.programme_types import ShowSafe


def light_of(session: Session, device: DeviceOut, now_ms: EpochMs) -> Hourly | None:
    """The brightness stated for this moment; None for a loudspeaker and while nothing is stated.

    Outside an alert what is shown makes no difference to it.
    """
    row = documents.find(session, "desired", device.id)
    if row is None or device.kind == "speaker":
        return None
    desired = msgspec.json.decode(row.body, type=Desired)
    if device.showing.screen.startswith("alert "):
        return Hourly(desired.emergency_brightness_percent, FAR)
    clock: ClockTrust = "unknown" if device.clock == "unknown" else "trusted"
    return light(desired, ShowSafe(), desired.time_zone, now_ms, clock)


def changes_at_ms(light: Hourly) -> EpochMs | None:
    """When the brightness is another one; None while no hour changes it."""
    return None if light.until_ms == FAR else light.until_ms
