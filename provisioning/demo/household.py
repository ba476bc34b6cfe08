"""The demo's processes: started, watched, and all gone when the demo ends, also when it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

STOP_WITHIN_S = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """One process of the demo, in a process group of its own."""

    name: str
    argv: tuple[str, ...]
    log: Path
    process: subprocess.Popen[bytes]
    serves_others: bool

    @property
    def pid(self) -> int:
        """Its process id, which is that of its process group too."""
        return self.process.pid

    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self.process.poll() is not None


@dataclass(slots=True)
class Household:
    """All processes of the demo, in the order in which they were started."""

    _alive: list[Child] = field(default_factory=list)

    def start(self, name: str, argv: Sequence[str], log: Path, *, serves_others: bool = False) -> Child:
        """Start ``argv``, printing into ``log``. Ctrl-C at the terminal does not reach it; we stop it.

        What ``serves_others`` is stopped after them.
        """
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*_end_with_us(), *argv], stdin=subprocess.DEVNULL, stdout=out, stderr=out, process_group=0
            )
        child = Child(name, tuple(argv), log, process, serves_others)
        self._alive.append(child)
        return child

    def newly_ended(self) -> list[Child]:
        """Those that ended since this was last asked."""
        ended = [child for child in self._alive if child.has_ended()]
        self._alive = [child for child in self._alive if child not in ended]
        return ended

    def wait_for_an_end(self) -> list[Child]:
        """Sleep until at least one has ended; answers which."""
        while not (ended := self.newly_ended()):
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        return ended

    def alive(self) -> tuple[Child, ...]:
        """Those that were started and not yet seen to have ended."""
        return tuple(self._alive)

    def is_empty(self) -> bool:
        """Whether none is left."""
        return not self._alive

    def stop_all(self) -> None:
        """Boards first, all at once, so that they can still say goodbye; then servers, the youngest first."""
        _stop([child for child in self._alive if not child.serves_others])
        for server in reversed([child for child in self._alive if child.serves_others]):
            _stop([server])
        self._alive.clear()


def _stop(children: Sequence[Child]) -> None:
    """Ask ``children`` to end, and kill what does not listen."""
    for child in children:
        _signal_group(child, signal.SIGTERM)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(STOP_WITHIN_S)
        _signal_group(child, signal.SIGKILL)
        child.process.wait()


def _signal_group(child: Child, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, how)


def _end_with_us() -> tuple[str, ...]:
    """What lets the kernel end a child when the demo itself is killed (Linux: ``PR_SET_PDEATHSIG``)."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "TERM", "--") if setpriv else ()
