"""Content by its SHA-256, one file each, in ``blobs/<first two digits>/<sha256>``; partial downloads in ``parts/``.

A file under ``blobs`` was verified before it got its name, so to be there is to be whole.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

from agent.store.durable import move_durably, sync_folder
from protocol.ids import SHA256_PATTERN

log = logging.getLogger(__name__)


class BlobStore:
    """All content of one device."""

    def __init__(self, folder: Path) -> None:
        self._blobs = folder / "blobs"
        self._parts = folder / "parts"
        self._blobs.mkdir(parents=True, exist_ok=True)
        self._parts.mkdir(exist_ok=True)

    def path_of(self, sha256: str) -> Path | None:
        """The verified file; None while it isn't here."""
        path = self._place(sha256)
        return path if path.is_file() else None

    def held(self) -> frozenset[str]:
        """Hashes of all content here."""
        return frozenset(path.name for path in self._files())

    def part_of(self, sha256: str) -> Path:
        """Where a download of ``sha256`` collects its bytes."""
        return self._parts / f"{sha256}.part"

    def adopt(self, sha256: str) -> bool:
        """Give the synced part of ``sha256`` its name when its content is what it says; else remove it: False."""
        part = self.part_of(sha256)
        if hash_of(part) != sha256:
            part.unlink()
            return False
        place = self._place(sha256)
        if not place.parent.is_dir():
            place.parent.mkdir()
            sync_folder(self._blobs)
        move_durably(part, place)
        return True

    def evict(self, sha256: str) -> None:
        """Remove content and what was begun of it; nothing happens when it isn't here or the disk refuses."""
        try:
            self._place(sha256).unlink(missing_ok=True)
            self.part_of(sha256).unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s stays: %s", sha256, error)

    def is_damaged(self, sha256: str) -> bool:
        """Whether the file is here and no longer has that content (a dying SD card); reads every byte."""
        path = self.path_of(sha256)
        try:
            return path is not None and hash_of(path) != sha256
        except OSError:
            return True

    def _files(self) -> Iterator[Path]:
        return (path for path in self._blobs.glob("??/*") if SHA256_PATTERN.fullmatch(path.name))

    def _place(self, sha256: str) -> Path:
        return self._blobs / sha256[:2] / sha256


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
