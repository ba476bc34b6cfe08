"""How much memory this process's session takes. A browser reserves far more than it uses, so rlimits are of no help."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOOK_EVERY_S = 0.2
PROC = Path("/proc")
_SESSION, _PAGES = 3, 21
"""Fields of ``/proc/PID/stat`` behind the command's name (proc(5): 6 and 24, of which three stand before)."""


def watch(most_bytes: int, too_much: Callable[[], None]) -> None:
    """Looks again and again, and calls ``too_much`` once more is taken."""
    while session_bytes(os.getsid(0)) <= most_bytes:
        time.sleep(LOOK_EVERY_S)
    too_much()


def session_bytes(session: int) -> int:
    """The resident memory of all processes of a session; what they share counts for each."""
    return sum(pages for of, pages in _resident() if of == session) * resource.getpagesize()


def _resident() -> Iterator[tuple[int, int]]:
    """Session and resident pages of every process."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            fields = _fields(folder)
            if len(fields) > _PAGES:
                yield int(fields[_SESSION]), int(fields[_PAGES])


def _fields(folder: Path) -> list[str]:
    """What follows the command's name, which may hold anything; nothing once the process is gone."""
    try:
        return (folder / "stat").read_text("latin-1").rpartition(")")[2].split()
    except OSError:
        return []
