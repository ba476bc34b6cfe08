"""Copies on this machine's disk of contents that are kept elsewhere: programs that decode want a file.

They are a convenience: any may be gone at any time, and comes again from where it is kept. Together they stay within a
bound, the least used going first; what was asked for within the last hour stays, since somebody may be reading it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from controller.library.content import digest_of
from protocol.errors import Unavailable
from protocol.ids import Sha256
from protocol.timers import MEDIA_COPY_REST_S
from protocol.words import Words

Fetch = Callable[[IO[bytes]], None]


class LocalCopies:
    """A folder of copies by hash, ``most_bytes`` in all."""

    def __init__(self, root: Path, most_bytes: int, now_s: Callable[[], float] = time.time) -> None:
        self._root, self._most_bytes, self._now_s = root, most_bytes, now_s

    def of(self, sha256: Sha256, fetch: Fetch) -> Path:
        """The copy of this content, got by ``fetch`` if there is none; raises :class:`Unavailable` for other bytes."""
        path = self._root / sha256
        try:
            os.utime(path, (self._now_s(), self._now_s()))
        except FileNotFoundError:
            self._bring(path, fetch)
            self._make_room()
        return path

    def drop(self, sha256: Sha256) -> None:
        """Without a copy of this content from here on."""
        (self._root / sha256).unlink(missing_ok=True)

    def _bring(self, path: Path, fetch: Fetch) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._root, prefix=".arriving-", delete=False) as file:
            arriving = Path(file.name)
            try:
                fetch(file)
                file.flush()
                check_digest(arriving, Sha256(path.name))
                os.utime(arriving, (self._now_s(), self._now_s()))
                arriving.replace(path)
            finally:
                arriving.unlink(missing_ok=True)

    def _make_room(self) -> None:
        held = sorted(self._held())
        too_much = sum(one.size_bytes for one in held) - self._most_bytes
        for one in held:
            if too_much <= 0 or one.used_at_s > self._now_s() - MEDIA_COPY_REST_S:
                return
            one.path.unlink(missing_ok=True)
            too_much -= one.size_bytes

    def _held(self) -> list[_Copy]:
        found = []
        for entry in os.scandir(self._root):
            try:
                about = entry.stat()
            except FileNotFoundError:
                continue
            found.append(_Copy(about.st_mtime, about.st_size, Path(entry.path)))
        return found


class _Copy(NamedTuple):
    """One file, the least used sorted first."""

    used_at_s: float
    size_bytes: int
    path: Path


def check_digest(path: Path, sha256: Sha256) -> None:
    """Raises :class:`Unavailable` when what came is not what was asked for."""
    if digest_of(path) != sha256:
        raise Unavailable(
            Words(f"Kho trả về tệp hỏng cho {sha256[:12]}.", f"The store gave a damaged file for {sha256[:12]}."),
            Words("Kiểm tra kho S3 hoặc khôi phục từ bản sao lưu.", "Check the S3 store, or restore a backup."),
        )
