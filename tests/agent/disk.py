"""A small disk of its own, which a test may fill and make read-only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system in memory, mounted at ``folder``."""

    folder: Path

    def fill(self) -> None:
        """Leave no byte free."""
        with (self.folder / "filler").open("ab", buffering=0) as file:
            for size in (64 * 1024, 4 * 1024, 1):
                _append_until_refused(file.fileno(), size)

    def empty(self) -> None:
        """Take back what filled it."""
        (self.folder / "filler").unlink()

    def make_read_only(self) -> None:
        """As the kernel does with a card that fails; nobody may have a file open for writing."""
        _run("mount", "-o", "remount,ro", self.folder).check_returncode()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Disk]:
    """Four megabytes; skipped where this user may not mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "rao-test", folder)
    if mounted.returncode:
        pytest.skip(f"mounting a small disk is not allowed here: {mounted.stderr.strip()}")
    try:
        yield Disk(folder)
    finally:
        _run("umount", "--lazy", folder).check_returncode()


def _run(*argv: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, capture_output=True, text=True, check=False)


def _append_until_refused(handle: int, size: int) -> None:

    try:
        while os.write(handle, bytes(size)) == size:
            pass
    except OSError:
        return
