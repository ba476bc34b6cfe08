"""Translations, one a language: drafted, corrected, approved, given up. Never commits."""

from __future__ import annotations

from sqlmodel import Session

from controller.bulletins import service as bulletins
from controller.bulletins.models import Content, ContentTranslation
from controller.bulletins.translated import translation_of
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import demand
from controller.recordings.service import check_language, check_words
from media.speech.languages import language_name
from media.translation.translating import MOST_LETTERS
from media.translation.translator import Draft
from protocol.errors import Conflict, InvalidInput, NotFound
from protocol.ids import EpochMs
from protocol.manifest import Speech
from protocol.words import Words


def translatable(session: Session, actor: Actor, right: Right, content_id: str, language: str) -> Content:
    """The content, if the actor has that right to its translation.

    Raises :class:`NotFound`, :class:`NotAllowed`, :class:`InvalidInput` for a strange code of a language, and
    :class:`Conflict` for what has no words, is off the air or is in that language itself.
    """
    content = bulletins.find(session, actor, content_id)
    demand(session, actor, right, content.unit_id)
    check_language(language)
    check_words(content)
    if language == content.language:
        raise _own_language(content)
    return content


def changeable(session: Session, actor: Actor, content_id: str, language: str) -> Content:
    """The content, if the actor may change its translation: what was approved, only who may publish."""
    content = translatable(session, actor, "write", content_id, language)
    row = translation_of(session, content, language)
    if row is not None and row.approved_at_ms is not None:
        demand(session, actor, "publish", content.unit_id)
    return content


def keep_draft(session: Session, content: Content, language: str, draft: Draft, now_ms: EpochMs) -> None:
    """A machine's draft takes the place of what was there. Nothing of it is heard."""
    session.merge(
        ContentTranslation(
            content_id=content.id,
            language=language,
            original_sha256=content.original_sha256,
            text=draft.text,
            engine=draft.engine,
            licence_vi=draft.licence.vi,
            licence_en=draft.licence.en,
            drafted_at_ms=now_ms,
        )
    )
    session.flush()


def correct(session: Session, content: Content, language: str, text: str) -> None:
    """A person's words for the draft's. What was approved before is a draft again, and not heard."""
    row = there(session, content, language)
    row.text = fit(text)
    row.approved_at_ms = row.approved_by = row.speech_sha256 = row.speech_ms = row.speech_voice = None
    session.add(row)
    session.flush()


def approve(
    session: Session, actor: Actor, content: Content, language: str, text: str, speech: Speech | None, now_ms: EpochMs
) -> None:
    """A person answers for these words: from now on they are read, by an engine where ``speech`` is its reading."""
    correct(session, content, language, text)
    row = there(session, content, language)
    row.approved_at_ms, row.approved_by = now_ms, actor.user_id
    if speech is not None:
        row.speech_sha256, row.speech_ms, row.speech_voice = speech.blob.sha256, speech.duration_ms, speech.voice
    session.add(row)
    session.flush()


def give_up(session: Session, content: Content, language: str) -> None:
    """Takes a translation out, approved or not. Raises :class:`NotFound`."""
    session.delete(there(session, content, language))
    session.flush()


def fit(text: str) -> str:
    """What a person wrote, a paragraph a line; raises :class:`InvalidInput` when it is empty or too long."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    tidy = "\n".join(filter(None, lines))
    if not tidy or len(tidy) > MOST_LETTERS:
        raise _not_fit()
    return tidy


def there(session: Session, content: Content, language: str) -> ContentTranslation:
    """The translation of what the content says now; raises :class:`NotFound`."""
    row = translation_of(session, content, language)
    if row is None:
        name = language_name(language)
        raise NotFound(
            Words(f"Chưa có bản dịch {name.vi}.", f"There is no translation into {name.en}."),
            Words("Dịch nháp trước.", "Have it drafted first."),
        )
    return row


def _own_language(content: Content) -> Conflict:
    name = language_name(content.language)
    return Conflict(
        Words(f"“{content.title}” đã viết bằng {name.vi}.", f"{content.title!r} is in {name.en} already."),
        Words("Chọn thứ tiếng khác.", "Choose another language."),
    )


def _not_fit() -> InvalidInput:
    return InvalidInput(
        Words("Bản dịch trống hoặc quá dài.", "The translation is empty or too long."),
        Words(f"Viết từ 1 đến {MOST_LETTERS} chữ.", f"Write 1 to {MOST_LETTERS} letters."),
    )
