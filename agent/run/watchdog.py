"""Telling systemd that we live (``sd_notify(3)``), where we run under it."""

from __future__ import annotations

import os
import socket

WATCHDOG = "watchdog"
BEAT_S = 10.0


def notify(message: str) -> None:
    """Send ``READY=1``, ``WATCHDOG=1`` or ``STOPPING=1``; does nothing without a ``NOTIFY_SOCKET``."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(message.encode(), "\0" + address[1:] if address.startswith("@") else address)
