"""An X server whose picture lies in a file, so that what is on the screen can be seen without asking anybody."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.servers.child import DIE_WITH_PARENT

WIDTH_PX, HEIGHT_PX = 1920, 1080
LOOK_EVERY_S = 0.001
_COLOURS_AT, _COLOUR_BYTES = 76, 12
"""Where the header of an X window dump (``XWDFile.h``) says how many colours follow it, and how long each is."""

Pixels = npt.NDArray[np.uint8]
"""Rows, columns and four bytes: blue, green, red and one that means nothing."""


@dataclass(frozen=True, slots=True)
class XServer:
    """``name`` is its ``DISPLAY``; ``pixels`` what is on its screen, which changes under one's eyes."""

    name: str
    pid: int
    pixels: Pixels

    @property
    def environ(self) -> dict[str, str]:
        """What tells a program to open its window here, in software: boards of this class have no GPU to count on."""
        return {"DISPLAY": self.name, "SDL_FRAMEBUFFER_ACCELERATION": "0", "LIBGL_ALWAYS_SOFTWARE": "1"}

    def seen_s(self, good: Callable[[Pixels], bool], within_s: float) -> float:
        """The monotonic second at which the screen is first seen to be ``good``; TimeoutError when it never is."""
        deadline_s = time.monotonic() + within_s
        while not good(self.pixels):
            if time.monotonic() > deadline_s:
                raise TimeoutError(f"not on the screen within {within_s:g} s")
            time.sleep(LOOK_EVERY_S)
        return time.monotonic()


@contextmanager
def x_server() -> Iterator[XServer]:
    """A fresh one with a screen of 1920 x 1080 at 24 bits, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        told, tells = os.pipe()
        screen = f"{WIDTH_PX}x{HEIGHT_PX}x24"
        argv = [*DIE_WITH_PARENT, "Xvfb", "-displayfd", str(tells), "-screen", "0", screen, "-nolisten", "tcp"]
        argv += ["-noreset", "-fbdir", folder]
        with subprocess.Popen(argv, pass_fds=[tells], stderr=subprocess.DEVNULL) as server:
            os.close(tells)
            with os.fdopen(told) as numbers:
                number = numbers.readline().strip()
            try:
                yield XServer(f":{number}", server.pid, _pixels(Path(folder) / "Xvfb_screen0"))
            finally:
                server.terminate()


def _pixels(dump: Path) -> Pixels:
    with dump.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header_bytes = struct.unpack(">I", whole[:4])[0]
    colours = struct.unpack(">I", whole[_COLOURS_AT : _COLOURS_AT + 4])[0]
    begin = header_bytes + colours * _COLOUR_BYTES
    flat = np.frombuffer(whole, np.uint8, HEIGHT_PX * WIDTH_PX * 4, begin)
    return flat.reshape(HEIGHT_PX, WIDTH_PX, 4)
