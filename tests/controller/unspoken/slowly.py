"""What waits, decided for one content after the other from the rows as they are: what lists are held against."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, select

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, ContentTranslation
from controller.offers.models import ContentTarget
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.recordings.languages import languages_below

Waits = tuple[date, str, str]


def waits(session: Session, actor: Actor, voiced: Collection[str], today: date) -> list[Waits]:
    """All of it in order: first day, content, language."""
    seen = visible_units(session, actor)
    contents = [one for one in session.exec(select(Content)).all() if one.unit_id in seen and _is_on(one, today)]
    return sorted((one.first_date, one.id, lack) for one in contents for lack in _lacks(session, one, voiced))


def _is_on(content: Content, today: date) -> bool:
    lasts = content.last_date is None or content.last_date >= today
    return content.kind == "bulletin" and content.state == "published" and lasts


def _lacks(session: Session, content: Content, voiced: Collection[str]) -> set[str]:
    targets = session.exec(select(ContentTarget.unit_id).where(ContentTarget.content_id == content.id)).all()
    spoken = {language for unit in targets or [content.unit_id] for language in languages_below(session, unit)}
    recordings = session.exec(select(ContentRecording).where(ContentRecording.content_id == content.id)).all()
    is_meant = content.language in voiced and content.language not in {one.language for one in recordings}
    return spoken - _heard(session, content, recordings) - ({content.language} if is_meant else set())


def _heard(session: Session, content: Content, recordings: Collection[ContentRecording]) -> set[str]:
    speech = session.exec(select(ContentSpeech).where(ContentSpeech.content_id == content.id)).all()
    drafts = session.exec(select(ContentTranslation).where(ContentTranslation.content_id == content.id)).all()
    read = (one for one in drafts if one.approved_at_ms is not None and one.speech_sha256 is not None)
    current = (one.language for one in (*recordings, *read) if one.original_sha256 == content.original_sha256)
    return {one.language for one in speech} | set(current)
