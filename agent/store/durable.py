"""Writing a file so that a power cut leaves the old one or the new one, whole."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE = 0o600


def write_durably(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace ``path`` by ``data``: new file, fsync, rename, fsync of the folder."""
    fresh = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    move_durably(fresh, path)


def move_durably(source: Path, target: Path) -> None:
    """Rename on one file system and make the rename last. ``source`` is already synced."""
    source.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
