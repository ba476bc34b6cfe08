"""The demo's ports: chosen once and kept, because an enrolled board remembers where its controller is."""

from __future__ import annotations

import json
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from protocol.errors import Unavailable
from protocol.words import Words

LOOPBACK = "127.0.0.1"
PANEL_PORT = 8080
FREE_WITHIN_S = 15.0
"""A demo that was killed lets its processes end by themselves, which takes them a moment."""
LOOK_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class Ports:
    """Loopback ports of the panel and of the broker."""

    panel: int
    broker: int


class PortTaken(Unavailable):
    """A port that the demo's boards remember is used by another program."""

    def __init__(self, port: int) -> None:
        super().__init__(
            Words(f"Cổng {port} của bản trình diễn đang bị dùng.", f"Port {port} of the demo is in use."),
            Words(
                "Tắt chương trình đang dùng cổng đó, hoặc gõ: make clean (làm lại từ đầu).",
                "Stop the program that uses it, or start afresh: make clean.",
            ),
        )


def kept_ports(file: Path) -> Ports:
    """The ports in ``file``, or newly chosen ones written there. PortTaken when one stays in use."""
    if not file.exists():
        file.write_text(json.dumps(asdict(_choose())), "utf-8")
    ports = Ports(**json.loads(file.read_text("utf-8")))
    for port in (ports.panel, ports.broker):
        if not _becomes_free(port):
            raise PortTaken(port)
    return ports


def _becomes_free(port: int) -> bool:
    deadline = time.monotonic() + FREE_WITHIN_S
    while not (free := is_free(port)) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
    return free


def is_free(port: int) -> bool:
    """Whether a server could listen on ``port`` of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def accepts(port: int) -> bool:
    """Whether a server listens on ``port`` of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _choose() -> Ports:
    return Ports(panel=PANEL_PORT if is_free(PANEL_PORT) else _any_free(), broker=_any_free())


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
