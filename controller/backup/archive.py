"""The archive: a tar in gzip. First a head that says what it is, then files, last a list of their sums.

Nothing in it is believed before all of it was read: names are of the few forms that :func:`write` gives, each member is
a plain file, each sum is right and none is missing. What is unpacked goes where this module says, never where a name
leads.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
from msgspec import Struct

from protocol.errors import InvalidInput
from protocol.ids import EpochMs
from protocol.words import Words

FORMAT = "rao-backup-1"
HEAD, SUMS = "rao-backup.json", "sums.json"
NAMES = re.compile(
    r"(?:database/[a-z0-9_]+\.jsonl|media/[0-9a-f]{2}/[0-9a-f]{64}|(?:keys|broker)/[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}"
    r"|operator\.token)"
)
MOST_HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 1024 * 1024
QUICKLY = 1
"""Most of it is pictures and sound, which do not get smaller."""


class Head(Struct, frozen=True, kw_only=True):
    """What an archive says of itself. ``schema`` is the revision of the database."""

    format: str
    version: str
    schema: str
    made_at_ms: EpochMs


class Sum(Struct, frozen=True):
    """What a file must be."""

    sha256: str
    mode: int


class Packed(NamedTuple):
    """A file and its name in the archive."""

    name: str
    path: Path


class Damaged(InvalidInput):
    """Not a whole archive of ours."""


def write(file: Path, head: Head, files: Iterable[Packed]) -> int:
    """Makes the archive; it appears whole or not at all. Answers how many files are in it."""
    arriving = file.with_name(f".{file.name}.arriving")
    arriving.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=QUICKLY) as tar:
                count = _fill(tar, head, files)
            raw.flush()
            os.fsync(raw.fileno())
        arriving.rename(file)
    finally:
        arriving.unlink(missing_ok=True)
    return count


def unpack(file: Path, folder: Path) -> Head:
    """All files of the archive under ``folder``, which is empty, each as it was; raises :class:`Damaged`."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            members = iter(tar)
            head, digest = _head(tar, members)
            _unpack(tar, members, folder, {HEAD: digest})
            return head
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, msgspec.DecodeError, UnicodeError) as wrong:
        raise damaged(str(wrong)) from wrong


def damaged(detail: str) -> Damaged:
    """The refusal of an archive."""
    return Damaged(
        Words(
            f"Bản sao lưu hỏng hoặc không phải của Rao ({detail}).",
            f"The backup is damaged or not one of Rao ({detail}).",
        ),
        Words("Dùng một bản sao lưu khác.", "Use another backup."),
    )


def _fill(tar: tarfile.TarFile, head: Head, files: Iterable[Packed]) -> int:
    said = msgspec.json.encode(head)
    sums = {HEAD: Sum(_add(tar, HEAD, io.BytesIO(said), len(said), 0o600), 0o600)}
    for name, path in files:
        with path.open("rb") as content:
            about = os.fstat(content.fileno())
            digest = _add(tar, name, content, about.st_size, about.st_mode & 0o777)
        sums[name] = Sum(digest, about.st_mode & 0o777)
    listed = msgspec.json.encode(sums)
    _add(tar, SUMS, io.BytesIO(listed), len(listed), 0o600)
    return len(sums) - 1


class _Summing:
    """A file whose bytes are summed up while they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int, mode: int) -> str:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, mode
    summing = _Summing(content)
    tar.addfile(about, summing)
    return summing.digest.hexdigest()


def _head(tar: tarfile.TarFile, members: Iterator[tarfile.TarInfo]) -> tuple[Head, str]:
    first = next(members, None)
    if first is None or first.name != HEAD or first.size > MOST_HEAD_BYTES:
        raise damaged(f"no {HEAD}")
    said = _content(tar, first).read()
    head = msgspec.json.decode(said, type=Head)
    if head.format != FORMAT:
        raise damaged(f"format {head.format[:20]}")
    return head, hashlib.sha256(said).hexdigest()


def _unpack(tar: tarfile.TarFile, members: Iterator[tarfile.TarInfo], folder: Path, found: dict[str, str]) -> None:
    for member in members:
        if member.name == SUMS:
            _compare(msgspec.json.decode(_content(tar, member).read(), type=dict[str, Sum]), found, folder)
            if next(members, None) is not None:
                raise damaged("more after its end")
            return
        if not NAMES.fullmatch(member.name) or member.name in found:
            raise damaged(f"a file called {member.name[:60]!r}")
        found[member.name] = _place(_content(tar, member), folder / member.name)
    raise damaged("its end is missing")


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member) if member.isreg() else None
    if content is None:
        raise damaged(f"{member.name[:60]!r} is no plain file")
    return content


def _place(content: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _compare(sums: dict[str, Sum], found: dict[str, str], folder: Path) -> None:
    if found != {name: one.sha256 for name, one in sums.items()}:
        raise damaged("its sums are not those of its files")
    del sums[HEAD]
    for name, one in sums.items():
        (folder / name).chmod(one.mode & 0o777)
