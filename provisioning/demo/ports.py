"""The demo's ports: chosen once and kept, because an enrolled board remembers where its controller is."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


@contextmanager
def kept_ports(file: Path) -> Iterator[Ports]:
    """The ports in ``file``, or newly chosen ones written there; no other demo takes them while the block runs.

    PortTaken when one stays in use.
    """
    with ExitStack() as claims:
        if file.exists():
            ports = Ports(**json.loads(file.read_text("utf-8")))
            for port in (ports.panel, ports.broker):
                _claim_soon(port, claims)
        else:
            ports = Ports(panel=_usual_or_any(claims), broker=_any(claims))
            file.write_text(json.dumps(asdict(ports)), "utf-8")
        yield ports


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


def _usual_or_any(claims: ExitStack) -> int:
    return PANEL_PORT if _claim(PANEL_PORT, claims) else _any(claims)


def _any(claims: ExitStack) -> int:
    while True:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if _claim(port, claims):
            return port


def _claim_soon(port: int, claims: ExitStack) -> None:
    deadline = time.monotonic() + FREE_WITHIN_S
    while not _claim(port, claims):
        if time.monotonic() > deadline:
            raise PortTaken(port)
        time.sleep(LOOK_EVERY_S)


def _claim(port: int, claims: ExitStack) -> bool:
    """Whether ``port`` is free and, from now on, ours among demos, though its server starts only later.

    The claim is a name in Linux's abstract socket namespace: it ends with this process, and reaches as far as ports do.
    """
    if not is_free(port):
        return False
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0rao-demo-port-{port}")
    except OSError:
        claim.close()
        return False
    claims.enter_context(claim)
    return True
