"""One process a data folder: two would fight over the screen, the broker login and the state."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from protocol.errors import Conflict
from protocol.words import Words

LOCK_FILE = "lock"


@contextmanager
def sole_user(data: Path) -> Iterator[None]:
    """Hold ``data`` alone; the lock ends with the process, however that ends. Raises :class:`Conflict`."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / LOCK_FILE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _in_use(data) from error
        yield


def _in_use(data: Path) -> Conflict:
    return Conflict(
        Words(f"Một tiến trình khác đang dùng {data}.", f"Another process is using {data}."),
        Words("Dừng tiến trình đó trước.", "Stop that one first."),
    )
