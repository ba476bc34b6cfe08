"""Put content into the library and find it again."""

from __future__ import annotations

from sqlmodel import Session

from controller.library.models import MediaObject
from controller.library.store import Stored
from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.manifest import Blob
from protocol.words import Words


def register(session: Session, stored: Stored, media_type: str, now_ms: EpochMs) -> Blob:
    """Make a stored file known, so that it is served. The first media type given stands."""
    row = session.get(MediaObject, stored.sha256)
    if row is None:
        row = MediaObject(sha256=stored.sha256, size_bytes=stored.size_bytes, media_type=media_type, kept_at_ms=now_ms)
        session.add(row)
        session.flush()
    return blob_of(row)


def find(session: Session, sha256: str) -> MediaObject:
    """The row of a known content; raises :class:`NotFound`."""
    row = session.get(MediaObject, sha256)
    if row is None:
        raise NotFound(
            Words(f"Thư viện không có nội dung {sha256[:12]}.", f"The library has no content {sha256[:12]}."),
            Words("Phát hành lại nội dung đó.", "Publish that content again."),
        )
    return row


def blob_of(row: MediaObject) -> Blob:
    """How manifests and alerts refer to a content."""
    return Blob(sha256=row.sha256, size_bytes=row.size_bytes, media_type=row.media_type, url=f"/media/{row.sha256}")
