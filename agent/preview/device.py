"""What a device holds on its disk, read without disturbing the agent that may be running on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from agent.planner.keeper import ACTIVE, Active
from agent.preview.blob_folder import BlobFolder
from agent.reception.alert_desk import BOOK
from agent.store.state import STATE_FILE, State
from protocol.alert_book import Entry
from protocol.errors import NotFound, Unavailable
from protocol.manifest import Manifest
from protocol.manifest_check import read_manifest
from protocol.programme import NO_MANIFEST
from protocol.programme_types import Alerts, HeldAlert
from protocol.wire import decode
from protocol.words import Words


def held_by(data: Path) -> tuple[Manifest, Alerts]:
    """The manifest that plays (an empty one when none does) and the alerts in the book of the device in ``data``.

    An alert that has not ended is taken to end when its sender said it would.
    """
    with _read_only(data) as state:
        active = decode(state.fact(ACTIVE) or b"{}", Active)
        book = decode(state.fact(BOOK) or b"{}", dict[str, Entry])
    path = BlobFolder(data).path_of(active.sha256) if active.sha256 else None
    manifest = read_manifest(path.read_bytes()) if path else NO_MANIFEST
    return manifest, Alerts(tuple(_held(entry) for entry in book.values()))


def _held(entry: Entry) -> HeldAlert:
    ended_ms = entry.ended_at_ms if entry.ended_at_ms is not None else entry.alert.expires_at_ms
    return HeldAlert(entry.alert, entry.received_at_ms, ended_ms)


@contextmanager
def _read_only(data: Path) -> Iterator[State]:
    path = data / STATE_FILE
    if not path.is_file():
        raise NotFound(
            Words(f"Trong {data} chưa có dữ liệu của thiết bị.", f"There is no device's data in {data}."),
            Words("Chạy `rao agent run` trước, hoặc chỉ đúng tệp cấu hình.", "Run `rao agent run` first."),
        )
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            yield State(db, path)
    except sqlite3.DatabaseError as error:
        raise Unavailable(
            Words(f"Không đọc được {path}: {error}.", f"{path} can't be read: {error}."),
            Words("Thử lại sau vài giây.", "Try again in a few seconds."),
        ) from error
