"""In which languages contents are heard, read for many at once. Never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, ContentTranslation

BETWEEN = ","


@dataclass(slots=True)
class Said:
    """``heard``: by an engine, by a recording of these words, or by an engine from an approved translation of them.

    ``recorded``: by somebody, in whatever words; then an engine that could read it does not make it heard.
    """

    heard: set[str] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)


def said_in(session: Session, content_ids: Collection[str]) -> Mapping[str, Said]:
    """By content; of a silent one, nothing."""
    found = defaultdict[str, Said](Said)
    _add_read(session, content_ids, found)
    _add_recorded(session, content_ids, found)
    _add_translated(session, content_ids, found)
    return found


def _add_read(session: Session, content_ids: Collection[str], found: Mapping[str, Said]) -> None:
    columns = select(ContentSpeech.content_id, func.aggregate_strings(col(ContentSpeech.language), BETWEEN))
    query = columns.where(col(ContentSpeech.content_id).in_(content_ids)).group_by(ContentSpeech.content_id)
    for content_id, languages in session.exec(query).all():
        found[content_id].heard.update(languages.split(BETWEEN))


def _add_recorded(session: Session, content_ids: Collection[str], found: Mapping[str, Said]) -> None:
    is_current = col(ContentRecording.original_sha256) == col(Content.original_sha256)
    listed = func.aggregate_strings(col(ContentRecording.language), BETWEEN)
    columns = select(ContentRecording.content_id, is_current, listed)
    query = columns.join(Content, col(Content.id) == ContentRecording.content_id)
    query = query.where(col(Content.id).in_(content_ids)).group_by(ContentRecording.content_id, is_current)
    for content_id, holds, languages in session.exec(query).all():
        found[content_id].recorded.update(languages.split(BETWEEN))
        if holds:
            found[content_id].heard.update(languages.split(BETWEEN))


def _add_translated(session: Session, content_ids: Collection[str], found: Mapping[str, Said]) -> None:
    columns = select(ContentTranslation.content_id, ContentTranslation.language)
    query = columns.join(Content, col(Content.id) == ContentTranslation.content_id).where(
        col(Content.id).in_(content_ids),
        ContentTranslation.original_sha256 == Content.original_sha256,
        col(ContentTranslation.approved_at_ms).is_not(None),
        col(ContentTranslation.speech_sha256).is_not(None),
    )
    for content_id, language in session.exec(query).all():
        found[content_id].heard.add(language)
