"""The one place where the controller reads the time. Services take ``now_ms`` as an argument; the edge passes this."""

from __future__ import annotations

import time

from protocol.ids import EpochMs


def wall_ms() -> EpochMs:
    """Now, by the system's clock."""
    return EpochMs(time.time_ns() // 1_000_000)
