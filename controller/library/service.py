"""Put content into the library and find it again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from controller.db import insert_into, run_many
from controller.library.models import MediaObject
from controller.library.store import Stored
from protocol.errors import NotFound
from protocol.ids import EpochMs, Sha256
from protocol.manifest import Blob
from protocol.words import Words

RENEWED_MS = 24 * 60 * 60 * 1000
"""What was kept longer ago than this counts as kept anew; see :mod:`controller.originals.jobs`."""


def register(session: Session, stored: Stored, media_type: str, now_ms: EpochMs) -> Blob:
    """Make a stored file known, so that it is served. The first media type given stands, the last time counts."""
    row = session.get(MediaObject, stored.sha256)
    if row is not None and row.kept_at_ms < now_ms - RENEWED_MS:
        row.kept_at_ms = now_ms
        session.add(row)
        session.flush()
    if row is None:
        row = MediaObject(sha256=stored.sha256, size_bytes=stored.size_bytes, media_type=media_type, kept_at_ms=now_ms)
        session.add(row)
        session.flush()
    return blob_of(row)


def register_all(session: Session, blobs: Iterable[Blob], now_ms: EpochMs) -> None:
    """Makes stored files known by one statement; of what is known already, only the time is renewed."""
    rows = [
        {"sha256": one.sha256, "size_bytes": one.size_bytes, "media_type": one.media_type, "kept_at_ms": now_ms}
        for one in blobs
    ]
    again = {"kept_at_ms": now_ms}
    statement = insert_into(session, MediaObject).on_conflict_do_update(index_elements=["sha256"], set_=again)
    run_many(session, statement, rows)


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
    return blob_for(Stored(Sha256(row.sha256), row.size_bytes), row.media_type)


def blob_for(stored: Stored, media_type: str) -> Blob:
    """How a stored file is referred to, once it is registered."""
    url = f"/media/{stored.sha256}"
    return Blob(sha256=stored.sha256, size_bytes=stored.size_bytes, media_type=media_type, url=url)
