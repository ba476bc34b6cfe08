"""A published content back as what was prepared of it, so that another can be published of the same files."""

from __future__ import annotations

from sqlmodel import Session

from controller.bulletins.draft import Asked, Draft, Prepared
from controller.bulletins.models import (
    Content,
    ContentRecording,
    ContentSpeech,
    ContentTranslation,
    Rendition,
    Source,
)
from controller.bulletins.shelf import rows_of
from controller.library.service import blob_of, find
from protocol.ids import EpochMs
from protocol.manifest import Speech

TAKEN_ALONG = (Rendition, ContentRecording, ContentTranslation)
"""Tables by content that a publication does not write by itself, or not of what is there."""


def prepared_of(session: Session, content: Content, draft: Draft) -> Prepared:
    """All of it but its renditions, of which :func:`take_along` copies the rows; ``draft`` is that of the content."""
    spoken = rows_of(session, ContentSpeech, content.id)
    return Prepared(
        draft=draft,
        title=content.title,
        original=blob_of(find(session, content.original_sha256)),
        renditions=(),
        speech=tuple(_speech(session, row) for row in sorted(spoken, key=lambda row: row.language)),
        sound=blob_of(find(session, content.sound_sha256)) if content.sound_sha256 else None,
        ticker=content.ticker,
        duration_ms=content.duration_ms,
        has_sound=content.has_sound,
        target_ms=None if content.target_ms is None else EpochMs(content.target_ms),
        after=content.after,
        station_url=content.station_url,
        input_name=content.input_name,
        asked=_asked(session, content),
    )


def take_along(session: Session, content_id: str, into: str) -> None:
    """What boards and people made of a content, for another one of the same original and the same last day."""
    for table in TAKEN_ALONG:
        for row in rows_of(session, table, content_id):
            session.merge(table(**{**row.model_dump(), "content_id": into}))
    session.flush()


def _speech(session: Session, row: ContentSpeech) -> Speech:
    blob = blob_of(find(session, row.sha256))
    return Speech(language=row.language, blob=blob, duration_ms=row.duration_ms, voice=row.voice)


def _asked(session: Session, content: Content) -> Asked | None:
    source = session.get(Source, content.id)
    if source is None or content.stale_date is None:
        return None
    return Asked(
        url=source.url,
        every_s=source.every_s,
        stale_date=content.stale_date,
        most=source.most,
        etag=source.etag,
        last_modified=source.last_modified,
    )
