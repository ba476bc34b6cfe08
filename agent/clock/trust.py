"""The judgement itself, pure: ``trusted``, ``held`` (was right in this boot, now unsynchronised) or ``unknown``."""

from __future__ import annotations

from datetime import UTC, datetime

from agent.clock.kernel import Synchronised
from agent.config.config import ClockPolicy
from protocol.clock_trust import ClockTrust
from protocol.ids import EpochMs
from protocol.limits import LIMITS

BORN_MS = EpochMs(int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000))
"""No device of this system lived before this: the build date in the time floor."""


def judge(
    wall_ms: EpochMs, floor_ms: EpochMs, kernel: Synchronised, policy: ClockPolicy, *, was_right: bool
) -> ClockTrust:
    """How far to believe ``wall_ms``.

    ``floor_ms`` is a moment that is surely past, up to the skew allowed between controller and device; a clock before
    it is wrong whatever else is said. ``was_right``: the clock was trusted earlier in this boot.
    """
    if wall_ms + LIMITS.future_skew_ms < floor_ms:
        return "unknown"
    if policy == "assume-trusted" or kernel == "yes":
        return "trusted"
    return "held" if was_right else "unknown"
