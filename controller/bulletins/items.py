"""Contents back as items of a manifest, for one geometry of board or for boards without a screen."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlmodel import Session

from controller.bulletins.boards import name_of
from controller.bulletins.models import Content, ContentRecording, ContentSpeech, Rendition
from controller.bulletins.shelf import rows_of
from controller.bulletins.translated import translations_of
from controller.library.service import blob_of, find
from media.text import Geometry
from protocol import manifest
from protocol.ids import EpochMs
from protocol.layouts import Room
from protocol.manifest import (
    AudioItem,
    Blob,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    LineInItem,
    PageSet,
    PictureItem,
    PictureSet,
    Speech,
    StreamItem,
    VideoItem,
)

RECORDED = "recording"
"""What stands for the voice of a person."""


def item_of(session: Session, content: Content, geometry: Geometry | None) -> Item:
    """The content as boards of this geometry get it; ``geometry`` None is a board without a screen.

    Without a rendition for the geometry (not made yet) the item has nothing to show.
    """
    made = renditions_of(session, content.id, geometry) if geometry else ()
    match content.kind:
        case "bulletin" | "feed":
            return _bulletin(session, content, made)
        case "document":
            return _document(session, content, made)
        case "countdown":
            return _countdown(content)
        case "audio":
            return _audio(session, content)
        case "station":
            return _station(session, content)
        case "line-in":
            return _line_in(session, content)
        case "video":
            return _video(session, content, made)
    return _picture(session, content, made)


def renditions_of(session: Session, content_id: str, geometry: Geometry) -> Sequence[Rendition]:
    """What was made for boards of this geometry, for the standard arrangement's main zone first."""
    name = name_of(geometry)
    made = [one for one in rows_of(session, Rendition, content_id) if _is_of(one, name)]
    return sorted(made, key=lambda one: one.geometry)


def _is_of(made: Rendition, geometry: str) -> bool:
    return made.geometry == geometry or made.geometry.startswith(f"{geometry} in ")


def speech_of(session: Session, content: Content) -> tuple[Speech, ...]:
    """How loudspeakers say it, by language.

    A person's recording of just these words, else an engine's reading of them, or of what a person approved as their
    translation.
    """
    heard = _read(session, content) | _translated(session, content) | _recorded(session, content)
    return tuple(heard[language] for language in sorted(heard))


def _read(session: Session, content: Content) -> dict[str, Speech]:
    rows = rows_of(session, ContentSpeech, content.id)
    return {one.language: _said(session, one.language, one.sha256, one.duration_ms, one.voice) for one in rows}


def _translated(session: Session, content: Content) -> dict[str, Speech]:
    return {
        one.language: _said(session, one.language, one.speech_sha256, one.speech_ms, one.speech_voice)
        for one in translations_of(session, content)
        if one.approved_at_ms and one.speech_sha256 and one.speech_ms and one.speech_voice
    }


def _recorded(session: Session, content: Content) -> dict[str, Speech]:
    recorded = rows_of(session, ContentRecording, content.id)
    rows = [one for one in recorded if one.original_sha256 == content.original_sha256]
    return {one.language: _said(session, one.language, one.sha256, one.duration_ms, RECORDED) for one in rows}


def _bulletin(session: Session, content: Content, made: Sequence[Rendition]) -> BulletinItem:
    return BulletinItem(
        id=content.id,
        title=content.title,
        pages=tuple(_pages(session, one) for one in made),
        speech=speech_of(session, content),
        full_screen=content.full_screen,
        gain_db=content.gain_db,
    )


def _document(session: Session, content: Content, made: Sequence[Rendition]) -> DocumentItem:
    return DocumentItem(
        id=content.id,
        title=content.title,
        page_ms=content.duration_ms,
        pages=tuple(_pictures(session, one) for one in made),
        full_screen=content.full_screen,
    )


def _countdown(content: Content) -> CountdownItem:
    return CountdownItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        target_ms=EpochMs(content.target_ms or 0),
        after=content.after,
        language=content.language,
        full_screen=content.full_screen,
    )


def _audio(session: Session, content: Content) -> AudioItem:
    sound = _blob(session, content.sound_sha256 or "")
    return AudioItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        blob=sound,
        gain_db=content.gain_db,
    )


def _station(session: Session, content: Content) -> StreamItem:
    return StreamItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        url=content.station_url,
        fallback=_fallback(session, content),
        gain_db=content.gain_db,
    )


def _line_in(session: Session, content: Content) -> LineInItem:
    return LineInItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        input=content.input_name,
        fallback=_fallback(session, content),
        gain_db=content.gain_db,
    )


def _fallback(session: Session, content: Content) -> Blob | None:
    return _blob(session, content.sound_sha256) if content.sound_sha256 else None


def _video(session: Session, content: Content, made: Sequence[Rendition]) -> VideoItem:
    return VideoItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        has_sound=content.has_sound,
        renditions=tuple(_rendition(session, one) for one in made),
        full_screen=content.full_screen,
        gain_db=content.gain_db,
    )


def _picture(session: Session, content: Content, made: Sequence[Rendition]) -> PictureItem:
    return PictureItem(
        id=content.id,
        title=content.title,
        duration_ms=content.duration_ms,
        renditions=tuple(_rendition(session, one) for one in made),
        full_screen=content.full_screen,
    )


def _pages(session: Session, made: Rendition) -> PageSet:
    return PageSet(
        width_px=made.width_px,
        height_px=made.height_px,
        blob=_blob(session, made.sha256),
        durations_ms=tuple(json.loads(made.page_durations_ms)),
        room_px=_room(made),
    )


def _room(made: Rendition) -> Room | None:
    if made.room_width_px is None or made.room_height_px is None:
        return None
    return made.room_width_px, made.room_height_px


def _pictures(session: Session, made: Rendition) -> PictureSet:
    blobs = tuple(_blob(session, sha256) for sha256 in json.loads(made.page_sha256s))
    return PictureSet(width_px=made.width_px, height_px=made.height_px, blobs=blobs)


def _rendition(session: Session, made: Rendition) -> manifest.Rendition:
    blob = _blob(session, made.sha256)
    return manifest.Rendition(width_px=made.width_px, height_px=made.height_px, blob=blob)


def _said(session: Session, language: str, sha256: str, duration_ms: int, voice: str) -> Speech:
    return Speech(language=language, blob=_blob(session, sha256), duration_ms=duration_ms, voice=voice)


def _blob(session: Session, sha256: str) -> Blob:
    return blob_of(find(session, sha256))
