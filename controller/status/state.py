"""The state of a device. Pure."""

from __future__ import annotations

from typing import Literal

from protocol.ids import EpochMs
from protocol.timers import LATE_AFTER_S, OFFLINE_AFTER_S

State = Literal["never", "online", "late", "offline"]
LATE_AFTER_MS = int(LATE_AFTER_S * 1000)
OFFLINE_AFTER_MS = int(OFFLINE_AFTER_S * 1000)


def state_of(last_seen_ms: int | None, online: bool, now_ms: EpochMs, listening_since_ms: EpochMs | None) -> State:
    """The state at ``now_ms``.

    ``online`` is what the device, or the will of its current session, said last. ``listening_since_ms`` is when the
    controller reached the broker, None while it does not: as long as it has not itself listened for the time that
    makes a device offline, a silent device is only late.
    """
    if last_seen_ms is None:
        return "never"
    if not online:
        return "offline"
    silent_ms = now_ms - last_seen_ms
    if silent_ms <= LATE_AFTER_MS:
        return "online"
    listened_ms = 0 if listening_since_ms is None else now_ms - listening_since_ms
    return "offline" if min(silent_ms, listened_ms) > OFFLINE_AFTER_MS else "late"
