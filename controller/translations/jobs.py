"""Drafting and approving: work that waits for an engine, done between short transactions."""

from __future__ import annotations

from controller.approval.jobs import mending
from controller.bulletins.jobs import draft_of
from controller.bulletins.models import Content
from controller.bulletins.reading import bulletin_of
from controller.clock import wall_ms
from controller.db import session_scope
from controller.lexicon.reading import reading_for
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.turns import between_statements
from controller.recordings.languages import has_voice
from controller.recordings.making import making
from controller.translations import service
from media.speech.scripts import bulletin_script
from media.translation.translating import draft


def draft_translation(workshop: Workshop, actor: Actor, content_id: str, language: str) -> Content:
    """Has a machine draft what the content says; raises what :func:`service.changeable` and :func:`draft` raise."""
    with session_scope(workshop.engine, writes=False) as session:
        content = service.changeable(session, actor, content_id, language)
    with making(content_id, language):
        drafted = draft(script_of(workshop, content), content.language, language, workshop.translators)
        with between_statements(workshop.engine) as session, mending(session, workshop, actor, content_id):
            service.keep_draft(session, content, language, drafted, wall_ms())
    return content


def correct_translation(workshop: Workshop, actor: Actor, content_id: str, language: str, text: str) -> Content:
    """Keeps a person's words as the draft; raises as :func:`service.correct` does."""
    with between_statements(workshop.engine) as session:
        content = service.changeable(session, actor, content_id, language)
        with mending(session, workshop, actor, content_id):
            service.correct(session, content, language, text)
    return content


def approve_translation(workshop: Workshop, actor: Actor, content_id: str, language: str, text: str) -> Content:
    """These words are right: an engine that has the language reads them, else somebody who records them does.

    Raises as :func:`service.approve`, and :class:`protocol.errors.Unavailable` when the engine can't now; then it
    stays a draft.
    """
    with session_scope(workshop.engine, writes=False) as session:
        content = service.translatable(session, actor, "publish", content_id, language)
    words = service.fit(text)
    at = reading_for(workshop, [content.unit_id])
    speech = at.speech(language, words, "bulletin") if has_voice(at, language) else None
    with between_statements(workshop.engine) as session, mending(session, workshop, actor, content_id):
        service.approve(session, actor, content, language, words, speech, wall_ms())
    return content


def give_up_translation(workshop: Workshop, actor: Actor, content_id: str, language: str) -> Content:
    """Takes it out, heard or not."""
    with between_statements(workshop.engine) as session:
        content = service.changeable(session, actor, content_id, language)
        with mending(session, workshop, actor, content_id):
            service.give_up(session, content, language)
    return content


def script_of(workshop: Workshop, content: Content) -> str:
    """What a content says, a paragraph a line."""
    return bulletin_script(bulletin_of(draft_of(workshop, content)))
