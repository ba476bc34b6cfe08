"""Keeping and finding pictures. Never commits."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from controller.snapshots.loudspeaker import drawn
from controller.snapshots.models import SnapshotRow
from media.picture import open_picture
from protocol.errors import InvalidMedia
from protocol.ids import EpochMs
from protocol.words import Words

KINDS: Mapping[str, tuple[str, slice, bytes]] = {
    "image/webp": ("webp", slice(8, 12), b"WEBP"),
    "image/jpeg": ("jpg", slice(0, 3), b"\xff\xd8\xff"),
}
"""File ending, and where a file of this type says what it is."""
SAYING = "application/json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A picture on disk."""

    path: Path
    media_type: str
    taken_at_ms: EpochMs
    showing: str

    def read(self) -> bytes | None:
        """All of the picture; None when it is gone.

        Read at once: the next picture may take this one's place at any moment, and one whose length was asked of the
        first and whose bytes come from the second is no answer.
        """
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None


def as_picture(body: bytes, media_type: str) -> tuple[bytes, str]:
    """What a device sent as a picture and its media type; what a loudspeaker says of itself is drawn.

    Devices are not trusted with what browsers of the panel are going to decode: raises :class:`InvalidMedia` for a
    picture that is not whole or not what it says, :class:`protocol.wire.Undecodable` for levels of no such shape.
    """
    if media_type == SAYING:
        return drawn(body), "image/webp"
    if media_type not in KINDS:
        raise _not_a_snapshot(media_type)
    _, where, mark = KINDS[media_type]
    if body[where] != mark:
        raise _not_a_snapshot(media_type)
    open_picture(body)
    return body, media_type


def keep(
    session: Session, folder: Path, device_id: str, body: bytes, media_type: str, showing: str, now_ms: EpochMs
) -> None:
    """Keeps a checked picture in place of the one before."""
    path = folder / f"{device_id}.{KINDS[media_type][0]}"
    _replace(path, body)
    row = SnapshotRow(device_id=device_id, path=str(path), media_type=media_type, taken_at_ms=now_ms, showing=showing)
    session.merge(row)
    session.flush()


def latest_snapshots(session: Session, device_ids: Sequence[str]) -> dict[str, Snapshot]:
    """The newest picture of each of these devices that sent one."""
    rows = session.exec(select(SnapshotRow).where(col(SnapshotRow.device_id).in_(device_ids))).all()
    return {
        row.device_id: Snapshot(Path(row.path), row.media_type, EpochMs(row.taken_at_ms), row.showing) for row in rows
    }


def _replace(path: Path, body: bytes) -> None:
    """No fsync: after a power cut a lost picture is sent again within a minute."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    part.write_bytes(body)
    part.replace(path)


def _not_a_snapshot(media_type: str) -> InvalidMedia:
    return InvalidMedia(
        Words(f"Hình chụp không phải là “{media_type}” hợp lệ.", f"The snapshot is no {media_type!r} as it should be."),
        Words("Gửi ảnh WebP hoặc JPEG, hay mức âm của loa.", "Send a WebP or JPEG picture, or a loudspeaker's levels."),
    )
