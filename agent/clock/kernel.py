"""Asking the kernel: is the clock disciplined by a time server, and which boot is this?"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Literal

Synchronised = Literal["yes", "no", "unknown"]

_TIME_ERROR = 5
"""``adjtimex(2)``: the clock is not synchronised."""
_TIMEX_BYTES = 512
"""More than ``struct timex`` has on any architecture; all zero asks without changing anything."""
_TIMESYNCD_MARK = Path("/run/systemd/timesync/synchronized")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def synchronised() -> Synchronised:
    """What ``adjtimex(2)`` says; where it can't be asked, systemd-timesyncd's mark; else ``unknown``."""
    answer = _adjtimex()
    if answer is None:
        return "yes" if _TIMESYNCD_MARK.exists() else "unknown"
    return "no" if answer == _TIME_ERROR else "yes"


def _adjtimex() -> int | None:
    """The state of the kernel's clock; None in a sandbox that forbids the question and where there is none."""
    try:
        adjtimex = ctypes.CDLL(None).adjtimex
    except AttributeError:
        return None
    answer = int(adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES)))
    return None if answer < 0 else answer


def boot_id() -> str:
    """The name of this boot of the kernel; empty where there is none."""
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else ""
