"""One process a data folder: two would fight over the screen, the broker login and the state."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from agent.store.durable import PRIVATE
from protocol.errors import Conflict
from protocol.words import Words

LOCK_FILE = "lock"


@contextmanager
def sole_user(data: Path) -> Iterator[None]:
    """Hold ``data`` alone; the lock ends with the process, however that ends. Raises :class:`Conflict`."""
    data.mkdir(parents=True, exist_ok=True)
    with _opened(data / LOCK_FILE) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _in_use(data) from error
        yield


def _opened(path: Path) -> BinaryIO:
    """For reading, which a disk that became read-only still allows."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_CREAT, PRIVATE), "rb")


def _in_use(data: Path) -> Conflict:
    return Conflict(
        Words(f"Một tiến trình khác đang dùng {data}.", f"Another process is using {data}."),
        Words("Dừng tiến trình đó trước.", "Stop that one first."),
    )
