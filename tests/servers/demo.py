"""The demo province, run as a person runs it: ``rao demo`` in a folder of its own."""

from __future__ import annotations

import re
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.child import Child, start
from tests.servers.waiting import wait_for

UP_WITHIN_S = 180.0
_UP = re.compile(r"^Panel: (?P<url>\S+)  user: (?P<user>\S+)  password: (?P<password>\S+)$", re.M)
_BOARD = re.compile(r"^  (?P<name>\w+): pull the plug: kill -9 (?P<pid>\d+)   start again: (?P<again>.*)$", re.M)


@dataclass(frozen=True)
class BoardProcess:
    """What the demo says of one board: its process, and the command that starts it again."""

    pid: int
    again: tuple[str, ...]


@dataclass(frozen=True)
class Demo:
    """A demo that is up, and what its last line says."""

    child: Child
    folder: Path
    url: str
    user: str
    password: str
    boards: dict[str, BoardProcess]


@contextmanager
def running_demo(folder: Path, *options: str) -> Iterator[Demo]:
    """``rao demo`` in ``folder`` from when all boards are online; stopped by Ctrl-C."""
    program = Path(sys.executable).with_name("rao")
    log = folder.with_name(f"{folder.name}.log")
    log.unlink(missing_ok=True)
    child = start([program, "demo", "--folder", folder, *options], log, {"LC_ALL": "C.UTF-8"})
    try:
        wait_for(lambda: _said_it_is_up(child), "the demo is up", UP_WITHIN_S)
        yield _demo(child, folder)
    finally:
        child.stop(signal.SIGINT)


def _said_it_is_up(child: Child) -> bool:
    if child.process.poll() is not None:
        raise AssertionError(f"the demo ended with {child.process.returncode}:\n{child.said()}")
    return _UP.search(child.said()) is not None


def _demo(child: Child, folder: Path) -> Demo:
    up = _UP.search(child.said())
    assert up
    boards = {
        found["name"]: BoardProcess(int(found["pid"]), tuple(shlex.split(found["again"])))
        for found in _BOARD.finditer(child.said())
    }
    return Demo(child, folder, up["url"], up["user"], up["password"], boards)
