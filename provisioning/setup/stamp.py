"""The stamp in ``.venv`` that tells whether what is installed is still what the project asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STAMP_NAME = "rao-setup-stamp"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that decides what must be in the environment."""

    project: Path
    python_version: str
    extras: tuple[str, ...]

    def stamp(self) -> str:
        """One line: a digest of what was asked for, then the extras it was asked with."""
        digest = hashlib.sha256(f"{self.project.resolve()}\n{self.python_version}\n".encode())
        for name in ("pyproject.toml", "constraints.txt"):
            digest.update((self.project / name).read_bytes())
        return " ".join((digest.hexdigest(), *sorted(self.extras)))


def is_current(folder: Path, wanted: Wanted) -> bool:
    """Whether ``folder`` was stamped for the same, with at least the extras that are ``wanted``."""
    try:
        digest, *extras = (folder / STAMP_NAME).read_text("utf-8").split()
    except (FileNotFoundError, ValueError):
        return False
    return digest == wanted.stamp().split()[0] and _covers(extras, wanted.extras)


def put(folder: Path, wanted: Wanted) -> None:
    """Stamp ``folder`` as holding what is ``wanted``."""
    (folder / STAMP_NAME).write_text(wanted.stamp() + "\n", "utf-8")


def _covers(have: Sequence[str], want: Sequence[str]) -> bool:
    return set(want) <= set(have)
