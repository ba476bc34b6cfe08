"""A server as a child process: it ends with the test, and with the test run however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.waiting import wait_for

DIE_WITH_PARENT = ("setpriv", "--pdeathsig", "KILL", "--")
STOP_WITHIN_S = 10.0


@dataclass(frozen=True)
class Child:
    """A running process and the file with what it printed."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """All that it printed so far."""
        return self.log.read_text("utf-8", "replace")

    def kill(self) -> None:
        """``kill -9``: as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end and wait; killed when it doesn't. Answers its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.wait()


def start(argv: Sequence[str | Path], log: Path, environ: Mapping[str, str] | None = None) -> Child:
    """Start ``argv`` in a process group of its own, printing into ``log``."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*DIE_WITH_PARENT, *map(str, argv)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **(environ or {})},
        )
    return Child(process, log)


@contextmanager
def serving(
    argv: Sequence[str | Path],
    log: Path,
    ready: Callable[[], bool],
    *,
    environ: Mapping[str, str] | None = None,
    stop_by: signal.Signals = signal.SIGTERM,
    within_s: float = 20.0,
) -> Iterator[Child]:
    """Run ``argv`` from when it is ``ready`` until the block ends."""
    child = start(argv, log, environ)
    try:
        wait_for(lambda: _ready_or_dead(child, ready), f"{argv[0]} is ready", within_s)
        yield child
    finally:
        child.stop(stop_by)


def _ready_or_dead(child: Child, ready: Callable[[], bool]) -> bool:
    if child.process.poll() is not None:
        raise AssertionError(f"ended with {child.process.returncode} before it was ready:\n{child.said()}")
    return ready()
