"""Run a long command, turning what it prints into progress and keeping its last words for when it fails."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from protocol.errors import Unavailable
from protocol.words import Words

LAST_LINES = 15
STOP_WAIT_S = 60.0
"""Long, because apt finishes the package it is at: killed there it would leave dpkg broken."""

Teller = Callable[[str], "str | None"]
"""Given a line of output, the progress to show, or None for nothing new."""


class StepFailed(Unavailable):
    """A command of the set-up ended with an error. ``output`` holds its last lines."""

    def __init__(self, argv: Sequence[str], output: Sequence[str], remedy: Words) -> None:
        command, said = shlex.join(argv), "\n".join(f"    {line}" for line in output)
        problem = Words(f"Lệnh này không chạy được: {command}\n{said}\n", f"This command failed: {command}\n{said}\n")
        super().__init__(problem, remedy)
        self.output = tuple(output)


def run_watched(
    argv: Sequence[str],
    tell: Teller,
    show: Callable[[str], None],
    remedy: Words,
    extra_environ: Mapping[str, str] | None = None,
) -> None:
    """Run ``argv`` to its end, showing what ``tell`` makes of each line; StepFailed when it fails.

    However this is left, the command has ended.
    """
    last: deque[str] = deque(maxlen=LAST_LINES)
    process = _start(argv, extra_environ or {})
    try:
        for line in process.stdout or ():
            last.append(line.rstrip())
            if progress := tell(line.rstrip()):
                show(progress)
        failed = process.wait() != 0
    finally:
        _make_sure_it_ended(process)
    if failed:
        raise StepFailed(argv, last, remedy)


def _start(argv: Sequence[str], extra_environ: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        argv,
        env={**os.environ, **extra_environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        process_group=0,
    )


def _stop_group(process: subprocess.Popen[str]) -> None:
    """As Ctrl-C would, which reached us alone: the command has a process group of its own, with all that it started."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(STOP_WAIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _make_sure_it_ended(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        _stop_group(process)
    if process.stdout:
        process.stdout.close()
