"""A content-addressed store in a folder: the default."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from controller.library.claims import Claims
from controller.library.content import (
    AT_ONCE,
    CHUNK_BYTES,
    Stored,
    check_size,
    digest_of,
    place_of,
    stored_as,
    unknown,
)
from protocol.errors import NotFound
from protocol.ids import SHA256_PATTERN, Sha256


class FolderStore:
    """A :class:`~controller.library.content.Store` in a folder. A file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._claims = Claims()

    def keep(self, data: bytes) -> Stored:
        """See :class:`Store`."""
        check_size(len(data))
        stored = stored_as(data)
        self._claims.note(stored.sha256)
        if not self._place(stored.sha256).exists():
            with self._arriving() as file:
                file.write(data)
                self._settle(file, stored.sha256)
        return stored

    def keep_all(self, contents: Sequence[bytes]) -> None:
        """See :class:`Store`. Waits for the disk once for many files, not once for each."""
        with ThreadPoolExecutor(AT_ONCE) as writers:
            list(writers.map(self.keep, self._missing(contents)))

    def keep_file(self, path: Path) -> Stored:
        """See :class:`Store`."""
        check_size(path.stat().st_size)
        with self._arriving() as copy, path.open("rb") as original:
            shutil.copyfileobj(original, copy, CHUNK_BYTES)
            copy.flush()
            stored = Stored(digest_of(Path(copy.name)), copy.tell())
            self._claims.note(stored.sha256)
            self._settle(copy, stored.sha256)
        return stored

    def path_of(self, sha256: Sha256) -> Path:
        """See :class:`Store`."""
        place = self._place(sha256)
        if not place.is_file():
            raise unknown(sha256)
        return place

    def size_of(self, sha256: Sha256) -> int:
        """See :class:`Store`."""
        return self.path_of(sha256).stat().st_size

    def read(self, sha256: Sha256, first: int = 0, past: int | None = None) -> Iterator[bytes]:
        """See :class:`Store`."""
        return _chunks(self.path_of(sha256), first, past)

    def intact(self, sha256: Sha256) -> bool:
        """See :class:`Store`."""
        try:
            return digest_of(self.path_of(sha256)) == sha256
        except NotFound:
            return False

    def everything(self) -> Iterator[Sha256]:
        """See :class:`Store`."""
        found = (path for path in self._root.glob("??/*") if SHA256_PATTERN.fullmatch(path.name))
        return (Sha256(path.name) for path in found)

    @contextmanager
    def lent(self, sha256: Sha256) -> Iterator[Path]:
        """See :class:`Store`."""
        yield self.path_of(sha256)

    def remove(self, sha256: Sha256) -> bool:
        """See :class:`Store`."""
        place = self._place(sha256)
        return self._claims.unless_claimed(sha256, lambda: place.unlink(missing_ok=True))

    def _missing(self, contents: Sequence[bytes]) -> list[bytes]:
        missing = []
        for data in contents:
            stored = stored_as(data)
            self._claims.note(stored.sha256)
            if not self._place(stored.sha256).exists():
                missing.append(data)
        return missing

    def _place(self, sha256: str) -> Path:
        return self._root / place_of(sha256)

    @contextmanager
    def _arriving(self) -> Iterator[IO[bytes]]:
        """A temporary file beside the others, removed unless it was settled."""
        self._root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._root, prefix=".arriving-", delete=False) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)

    def _settle(self, file: IO[bytes], sha256: str) -> None:
        """Give a written file its name, durably: content first, then the name, then the folder."""
        file.flush()
        os.fsync(file.fileno())
        place = self._place(sha256)
        place.parent.mkdir(exist_ok=True)
        Path(file.name).replace(place)
        place.chmod(0o644)
        _sync_folder(place.parent)


def _chunks(path: Path, first: int, past: int | None) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = (path.stat().st_size if past is None else past) - first
        while left > 0 and (chunk := file.read(min(left, CHUNK_BYTES))):
            left -= len(chunk)
            yield chunk


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
