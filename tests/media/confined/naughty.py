"""Run as a program by the tests: a child that does what its argument says."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from media.confined import Picture, Refused, confine, tell, tell_picture
from protocol.words import Words


def _half_a_picture() -> None:
    tell(Picture(100, 100))
    sys.stdout.buffer.write(b"\0" * 999)
    sys.stdout.buffer.flush()
    os.kill(os.getpid(), signal.SIGSEGV)


def _write() -> None:
    Path(sys.argv[3]).write_bytes(b"\0" * 100_000)


def _pictures_for_ever() -> None:
    while True:
        tell_picture(Image.new("RGB", (64, 64), (1, 2, 3)))


def _limits() -> None:
    limits = [resource.getrlimit(kind)[1] for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]
    tell_picture(Image.new("RGB", (1, 1), (limits[1], limits[2], os.nice(0))))


DEEDS: dict[str, Callable[[], object]] = {
    "refuses": lambda: tell(Refused(Words("hỏng", "broken"), Words("bỏ", "leave it"))),
    "says nothing": lambda: None,
    "crashes": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "dies in the middle": _half_a_picture,
    "sleeps": lambda: time.sleep(600),
    "spins": lambda: [None for _ in iter(int, 1)],
    "eats memory": lambda: bytearray(8 * 1024**3),
    "writes a file": _write,
    "never ends": _pictures_for_ever,
    "tells its limits": _limits,
    "complains": lambda: sys.exit(3),
}


if __name__ == "__main__":
    confine(sys.argv[1])
    DEEDS[sys.argv[2]]()
