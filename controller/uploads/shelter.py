"""Where files lie until they are whole: a folder each, in which how much is there is the truth."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from controller.settings import Settings
from protocol.errors import Conflict, InvalidInput, Unavailable
from protocol.words import Words

SPARE_BYTES = 256 * 1024**2
"""What a disk must have left besides: the database lives there too."""


class Shelter:
    """The folder of all that is on its way in."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path_of(self, arrival_id: str, name: str) -> Path:
        """Where this one lies. Its name is made safe before it comes here."""
        return self._root / arrival_id / name

    def offset_of(self, arrival_id: str, name: str) -> int:
        """How much of it is there; nothing, before its first piece."""
        try:
            return self.path_of(arrival_id, name).stat().st_size
        except FileNotFoundError:
            return 0

    def check_room(self, bytes_: int) -> None:
        """Raises :class:`Unavailable` when so much more would fill the disk."""
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(self._root).free < bytes_ + SPARE_BYTES:
            raise Unavailable(
                Words("Ổ đĩa của bộ điều khiển không đủ chỗ cho tệp này.", "The controller's disk has no room for it."),
                Words("Báo người quản trị dọn ổ đĩa rồi thử lại.", "Have the administrator make room, then try again."),
            )

    @contextmanager
    def writing(self, arrival_id: str, name: str, offset: int, size_bytes: int) -> Iterator[Piece]:
        """Takes the next piece, from ``offset`` on.

        Raises :class:`Conflict` when somebody else is sending a piece, or when another much is there.
        """
        path = self.path_of(arrival_id, name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _lock(handle)
            if os.fstat(handle).st_size != offset:
                raise _other_offset()
            piece = Piece(handle, offset, size_bytes)
            yield piece
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, arrival_id: str) -> None:
        """Gives it up; once more changes nothing."""
        shutil.rmtree(self._root / arrival_id, ignore_errors=True)

    def held(self) -> Iterator[str]:
        """The ids of all that have something here."""
        return (path.name for path in self._root.glob("*") if path.is_dir())


class Piece:
    """What is being written of one file. Each byte counts as soon as it is there."""

    def __init__(self, handle: int, offset: int, size_bytes: int) -> None:
        self._handle, self._began, self._left = handle, offset, size_bytes - offset
        os.lseek(handle, offset, os.SEEK_SET)

    def write(self, chunk: bytes) -> None:
        """Appends; raises :class:`InvalidInput` for more than the whole was to be."""
        if len(chunk) > self._left:
            raise InvalidInput(
                Words("Tệp gửi lên dài hơn đã báo.", "More was sent than was announced."),
                Words("Chọn lại tệp rồi gửi lại từ đầu.", "Choose the file again, and begin anew."),
            )
        left = memoryview(chunk)
        while left:
            left = left[os.write(self._handle, left) :]
        self._left -= len(chunk)

    def take_back(self) -> None:
        """As if this piece had never come."""
        os.ftruncate(self._handle, self._began)


def shelter_of(settings: Settings) -> Shelter:
    """The controller's own."""
    return Shelter(settings.data_dir / "uploads")


def _lock(handle: int) -> None:
    """For as long as the file is open here; the system lets go of it however the process ends."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise Conflict(
            Words("Tệp này đang được gửi ở nơi khác.", "This file is being sent already."),
            Words("Đợi một lát rồi gửi tiếp.", "Wait a moment, then go on."),
        ) from taken


def _other_offset() -> Conflict:
    return Conflict(
        Words("Phần này không nối tiếp phần đã có.", "This piece does not follow what is there."),
        Words("Hỏi lại đã nhận được bao nhiêu rồi gửi tiếp.", "Ask how much is there, then go on from it."),
    )
