"""Translations over HTTP: drafted, read, approved, taken out."""

from __future__ import annotations

from fastapi import APIRouter

from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.bulletins.translated import translations_of
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside, WriterAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.deps import Seer
from controller.translations import service
from controller.translations.jobs import approve_translation, draft_translation, give_up_translation
from controller.translations.schemas import ApprovedIn, TranslationOut, WhichIn, translation_out
from controller.web.deps import Db, Spoken
from protocol.words import Language

router = APIRouter(prefix="/api/v1", tags=["translations"])


@router.get("/contents/{content_id}/translations")
def translations(session: Db, actor: Seer, spoken: Spoken, content_id: str) -> list[TranslationOut]:
    """Into which languages a content is translated, drafts too."""
    content = bulletins.find(session, actor, content_id)
    return [translation_out(row, spoken) for row in translations_of(session, content)]


@router.post("/translations/draft", status_code=201)
def draft(
    workshop: Making, actor: WriterAside, announcing: Announcing, spoken: Spoken, asked: WhichIn
) -> TranslationOut:
    """Has a machine draft it. Nobody hears a draft."""
    announcing.told([draft_translation(workshop, actor, asked.content_id, asked.language)])
    return _told(workshop, actor, asked, spoken)


@router.post("/translations/approve")
def approve(
    workshop: Making, actor: PublisherAside, announcing: Announcing, spoken: Spoken, asked: ApprovedIn
) -> TranslationOut:
    """These words are right: they are heard from now on, where an engine has the language."""
    announcing.told([approve_translation(workshop, actor, asked.content_id, asked.language, asked.text)])
    return _told(workshop, actor, asked, spoken)


@router.post("/translations/remove", status_code=204)
def remove(workshop: Making, actor: WriterAside, announcing: Announcing, asked: WhichIn) -> None:
    """Takes a translation out; one that was approved, only who may publish."""
    announcing.told([give_up_translation(workshop, actor, asked.content_id, asked.language)])


def _told(workshop: Workshop, actor: Actor, asked: WhichIn, spoken: Language) -> TranslationOut:
    with session_scope(workshop.engine, writes=False) as session:
        content = bulletins.find(session, actor, asked.content_id)
        return translation_out(service.there(session, content, asked.language), spoken)
