"""A content-addressed store: a file is named by the SHA-256 of its bytes, so it never changes and is kept once."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from controller.settings import Settings
from protocol.errors import InvalidInput, NotFound
from protocol.ids import SHA256_PATTERN, Sha256
from protocol.limits import LIMITS
from protocol.words import Words

CHUNK_BYTES = 1024 * 1024
AT_ONCE = 16
"""Files that wait for the disk together: it writes them down in one go."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file in a store."""

    sha256: Sha256
    size_bytes: int


class Store(Protocol):
    """Where content is. A folder today; an object store would offer the same."""

    def keep(self, data: bytes) -> Stored:
        """Store ``data``. Storing the same bytes again changes nothing."""

    def keep_all(self, contents: Sequence[bytes]) -> None:
        """Store all of these; when it fails, some may be there."""

    def keep_file(self, path: Path) -> Stored:
        """Store a copy of the file at ``path``; raises :class:`InvalidInput` when it is empty or too big."""

    def path_of(self, sha256: Sha256) -> Path:
        """A readable file with this content; raises :class:`NotFound`."""

    def intact(self, sha256: Sha256) -> bool:
        """Whether the content is there and still has this hash: reads the whole file."""


class FolderStore:
    """A :class:`Store` in a folder, two hex digits a sub-folder. A file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, data: bytes) -> Stored:
        """See :class:`Store`."""
        _check_size(len(data))
        stored = stored_as(data)
        if not self._place(stored.sha256).exists():
            with self._arriving() as file:
                file.write(data)
                self._settle(file, stored.sha256)
        return stored

    def keep_all(self, contents: Sequence[bytes]) -> None:
        """See :class:`Store`. Waits for the disk once for many files, not once for each."""
        missing = [data for data in contents if not self._place(stored_as(data).sha256).exists()]
        with ThreadPoolExecutor(AT_ONCE) as writers:
            list(writers.map(self.keep, missing))

    def keep_file(self, path: Path) -> Stored:
        """See :class:`Store`."""
        _check_size(path.stat().st_size)
        with self._arriving() as copy, path.open("rb") as original:
            shutil.copyfileobj(original, copy, CHUNK_BYTES)
            copy.flush()
            stored = Stored(Sha256(_digest_of(Path(copy.name))), copy.tell())
            self._settle(copy, stored.sha256)
        return stored

    def path_of(self, sha256: Sha256) -> Path:
        """See :class:`Store`."""
        if not SHA256_PATTERN.fullmatch(sha256) or not self._place(sha256).is_file():
            raise _unknown(sha256)
        return self._place(sha256)

    def intact(self, sha256: Sha256) -> bool:
        """See :class:`Store`."""
        try:
            return _digest_of(self.path_of(sha256)) == sha256
        except NotFound:
            return False

    def _place(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256

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


def stored_as(data: bytes) -> Stored:
    """Under which name a store keeps ``data``."""
    return Stored(Sha256(hashlib.sha256(data).hexdigest()), len(data))


def store_of(settings: Settings) -> FolderStore:
    """The controller's own store."""
    return FolderStore(settings.data_dir / "media")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_size(size_bytes: int) -> None:
    if size_bytes == 0:
        raise InvalidInput(Words("Tệp rỗng.", "The file is empty."), Words("Chọn tệp khác.", "Choose another file."))
    if size_bytes > LIMITS.media_bytes:
        limit_gib = LIMITS.media_bytes // 1024**3
        raise InvalidInput(
            Words(f"Tệp lớn hơn {limit_gib} GiB.", f"The file is bigger than {limit_gib} GiB."),
            Words("Cắt ngắn hoặc nén tệp rồi thử lại.", "Shorten or compress it, then try again."),
        )


def _unknown(sha256: str) -> NotFound:
    return NotFound(
        Words(f"Không có nội dung {sha256[:12]}.", f"There is no content {sha256[:12]}."),
        Words("Tải lại trang hoặc phát hành lại nội dung.", "Reload the page, or publish the content again."),
    )
