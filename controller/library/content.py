"""Contents by their hash: what a store of them offers, and what every store refuses alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from protocol.errors import InvalidInput, NotFound
from protocol.ids import SHA256_PATTERN, Sha256
from protocol.limits import LIMITS
from protocol.words import Words

CHUNK_BYTES = 1024 * 1024
AT_ONCE = 16
"""Files that wait for the disk or the network together."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file in a store."""

    sha256: Sha256
    size_bytes: int


class Store(Protocol):
    """Where content is: named by the SHA-256 of its bytes, so it never changes and is kept once.

    A store that can't be reached raises :class:`protocol.errors.Unavailable`; nothing that was kept is lost by that.
    """

    def keep(self, data: bytes) -> Stored:
        """Store ``data``. Storing the same bytes again changes nothing."""

    def keep_all(self, contents: Sequence[bytes]) -> None:
        """Store all of these; when it fails, some may be there."""

    def keep_file(self, path: Path) -> Stored:
        """Store a copy of the file at ``path``; raises :class:`InvalidInput` when it is empty or too big."""

    def path_of(self, sha256: Sha256) -> Path:
        """A readable file with this content, there for an hour at least; raises :class:`NotFound`."""

    def size_of(self, sha256: Sha256) -> int:
        """How many bytes it has; raises :class:`NotFound`."""

    def read(self, sha256: Sha256, first: int = 0, past: int | None = None) -> Iterator[bytes]:
        """The bytes from ``first`` to before ``past`` (None: the end), in chunks; raises :class:`NotFound` at once."""

    def intact(self, sha256: Sha256) -> bool:
        """Whether the content is there and still has this hash: reads the whole file."""

    def everything(self) -> Iterator[Sha256]:
        """The names of all that is kept, in no order."""

    def lent(self, sha256: Sha256) -> AbstractContextManager[Path]:
        """A readable file with this content while the block runs, for going through all of them."""

    def remove(self, sha256: Sha256) -> bool:
        """Give the content up; answers whether it is gone.

        What somebody kept a short while ago stays: the database may not know of it yet.
        """


def stored_as(data: bytes) -> Stored:
    """Under which name a store keeps ``data``."""
    return Stored(Sha256(hashlib.sha256(data).hexdigest()), len(data))


def file_as_stored(path: Path) -> Stored:
    """Under which name a store keeps the file at ``path``."""
    return Stored(digest_of(path), path.stat().st_size)


def digest_of(path: Path) -> Sha256:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())


def place_of(sha256: str) -> str:
    """Where it lies in a store: two hex digits a folder. Raises :class:`NotFound` for what is no hash."""
    if not SHA256_PATTERN.fullmatch(sha256):
        raise unknown(sha256)
    return f"{sha256[:2]}/{sha256}"


def check_size(size_bytes: int) -> None:
    """Raises :class:`InvalidInput` for what no store takes."""
    if size_bytes == 0:
        raise InvalidInput(Words("Tệp rỗng.", "The file is empty."), Words("Chọn tệp khác.", "Choose another file."))
    if size_bytes > LIMITS.media_bytes:
        limit_gib = LIMITS.media_bytes // 1024**3
        raise InvalidInput(
            Words(f"Tệp lớn hơn {limit_gib} GiB.", f"The file is bigger than {limit_gib} GiB."),
            Words("Cắt ngắn hoặc nén tệp rồi thử lại.", "Shorten or compress it, then try again."),
        )


def unknown(sha256: str) -> NotFound:
    """There is no such content."""
    return NotFound(
        Words(f"Không có nội dung {sha256[:12]}.", f"There is no content {sha256[:12]}."),
        Words("Tải lại trang hoặc phát hành lại nội dung.", "Reload the page, or publish the content again."),
    )
