"""The ``rao`` commands the demo types, as a person would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from protocol.errors import Unavailable
from protocol.words import Words

RAO = str(Path(sys.executable).with_name("rao"))
NOT_FOUND = 3
"""Exit code of a ``rao`` command that did not find what was named."""


class CommandFailed(Unavailable):
    """A command of the demo ended with an error."""

    def __init__(self, argv: Sequence[str], said: str) -> None:
        command = " ".join(argv)
        super().__init__(
            Words(f"Lệnh này không chạy được: {command}\n{said}", f"This command failed: {command}\n{said}"),
            Words(
                "Nếu không rõ lý do, làm lại từ đầu bằng: make clean, make demo.",
                "If that does not tell why, start afresh: make clean, make demo.",
            ),
        )


def run(*argv: str) -> str:
    """Run a command to its end; answers what it printed. CommandFailed with what it said when it refuses."""
    done = _run(argv)
    if done.returncode != 0:
        raise CommandFailed(argv, done.stderr.strip())
    return done.stdout


def finds(*argv: str) -> bool:
    """Whether a command finds what it is asked about. CommandFailed when it fails in any other way."""
    done = _run(argv)
    if done.returncode not in (0, NOT_FOUND):
        raise CommandFailed(argv, done.stderr.strip())
    return done.returncode == 0


def _run(argv: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True)
