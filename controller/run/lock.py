"""One controller a data folder: two would take each other's place at the broker and sign each other's revisions."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from protocol.errors import Conflict
from protocol.words import Words


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Holds the data folder while the block runs; raises :class:`Conflict` when another process does.

    The system lets go of it however the process ends.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor, data_dir)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, data_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise Conflict(
            Words(f"Đã có một bộ điều khiển chạy với {data_dir}.", f"A controller already runs with {data_dir}."),
            Words("Dừng nó trước, hoặc dùng thư mục dữ liệu khác.", "Stop it first, or use another data folder."),
        ) from taken
