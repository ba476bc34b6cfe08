"""Contents back as items of a manifest, for one geometry of board or for boards without a screen."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlmodel import Session, col, select

from controller.bulletins.boards import name_of
from controller.bulletins.models import Content, ContentSpeech, Rendition
from controller.library.service import blob_of, find
from media.text import Geometry
from protocol import manifest
from protocol.manifest import AudioItem, Blob, BulletinItem, Item, PageSet, PictureItem, Speech, VideoItem


def item_of(session: Session, content: Content, geometry: Geometry | None) -> Item:
    """The content as boards of this geometry get it; ``geometry`` None is a board without a screen.

    Without a rendition for the geometry (not made yet) the item has nothing to show.
    """
    made = _rendition(session, content, geometry)
    if content.kind == "bulletin":
        return BulletinItem(
            id=content.id, title=content.title, pages=_pages(session, made), speech=_speech(session, content.id)
        )
    if content.kind == "audio":
        sound = _blob(session, content.sound_sha256 or "")
        return AudioItem(id=content.id, title=content.title, duration_ms=content.duration_ms, blob=sound)
    shown = _renditions(session, made)
    if content.kind == "picture":
        return PictureItem(id=content.id, title=content.title, duration_ms=content.duration_ms, renditions=shown)
    return VideoItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        has_sound=content.has_sound,
        renditions=shown,
    )


def _rendition(session: Session, content: Content, geometry: Geometry | None) -> Rendition | None:
    return session.get(Rendition, (content.id, name_of(geometry))) if geometry else None


def _pages(session: Session, made: Rendition | None) -> tuple[PageSet, ...]:
    if made is None:
        return ()
    durations = tuple(json.loads(made.page_durations_ms))
    blob = _blob(session, made.sha256)
    return (PageSet(width_px=made.width_px, height_px=made.height_px, blob=blob, durations_ms=durations),)


def _renditions(session: Session, made: Rendition | None) -> tuple[manifest.Rendition, ...]:
    if made is None:
        return ()
    blob = _blob(session, made.sha256)
    return (manifest.Rendition(width_px=made.width_px, height_px=made.height_px, blob=blob),)


def _speech(session: Session, content_id: str) -> tuple[Speech, ...]:
    query = select(ContentSpeech).where(col(ContentSpeech.content_id) == content_id)
    rows: Sequence[ContentSpeech] = session.exec(query.order_by(ContentSpeech.language)).all()
    return tuple(
        Speech(language=row.language, blob=_blob(session, row.sha256), duration_ms=row.duration_ms, voice=row.voice)
        for row in rows
    )


def _blob(session: Session, sha256: str) -> Blob:
    return blob_of(find(session, sha256))
