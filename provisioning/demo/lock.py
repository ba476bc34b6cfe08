"""One demo a folder. The kernel lets go of the lock when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from protocol.errors import Conflict
from protocol.words import Words


class AlreadyRunning(Conflict):
    """Another demo runs in the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Words(f"Một bản trình diễn khác đang chạy ở {folder}.", f"Another demo is running in {folder}."),
            Words("Dừng nó bằng Ctrl-C ở cửa sổ của nó.", "Stop it with Ctrl-C in its own window."),
        )


@contextmanager
def only_demo_in(folder: Path, lock: Path) -> Iterator[None]:
    """Hold ``lock`` for as long as the block runs; AlreadyRunning when somebody else holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(folder) from None
        yield
