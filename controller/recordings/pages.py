"""A bulletin by language in the panel: heard, recorded by file or microphone, taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from controller.bulletins.announcing import Announcing
from controller.bulletins.jobs import draft_of
from controller.bulletins.models import Content
from controller.bulletins.reading import bulletin_of
from controller.bulletins.translated import translation_of
from controller.bulletins.uploads import on_disk
from controller.db import session_scope
from controller.library.deps import Making, SeerAside, WriterAside
from controller.library.workshop import Workshop
from controller.offers.standpoint import look_at
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.recordings import service
from controller.recordings.jobs import record, remove_recording
from controller.recordings.languages import InLanguage, in_languages
from controller.web.deps import Today
from controller.web.errors import wants_page
from controller.web.panel import page
from media.speech.languages import NAMES, language_name
from media.speech.scripts import bulletin_script
from protocol.errors import InvalidInput
from protocol.words import Words

router = APIRouter(prefix="/bulletins")


class RecordingForm(BaseModel):
    """A recording of one bulletin in one language."""

    content_id: str
    language: str
    file: UploadFile


@dataclass(frozen=True, slots=True)
class Studio:
    """Where one bulletin is recorded in one language: shows what to read and what is there."""

    request: Request
    workshop: Workshop
    actor: Actor

    def show(self, content_id: str, language: str, refusal: InvalidInput | None = None) -> Response:
        """The page to record on, with why the last try was refused."""
        with session_scope(self.workshop.engine, writes=False) as session:
            content = service.recordable(session, self.actor, content_id, language)
            found = in_languages(session, self.workshop, content)
            translation = translation_of(session, content, language)
        is_approved = translation is not None and translation.approved_at_ms is not None
        known: dict[str, Any] = {
            "content": content,
            "language_code": language,
            "language_name": language_name(language),
            "held": next((one for one in found if one.language == language), None),
            "script": translation.text.splitlines() if translation and is_approved else _script(self.workshop, content),
            "is_translated": is_approved,
            "refusal": refusal,
        }
        return page(self.request, "recordings/record.html", status=422 if refusal else 200, **known)


def _studio(request: Request, workshop: Making, actor: WriterAside) -> Studio:
    return Studio(request, workshop, actor)


AtStudio = Annotated[Studio, Depends(_studio)]


@router.get("/{content_id}/languages")
def languages(request: Request, workshop: Making, actor: SeerAside, today: Today, content_id: str) -> Response:
    """How a content is said in each language: a part of its page."""
    with session_scope(workshop.engine, writes=False) as session:
        content = look_at(session, actor, content_id, today)
        found = in_languages(session, workshop, content)
        may_record = content.unit_id in visible_units(session, actor, "write")
    known: dict[str, Any] = {"content": content, "languages": found, "may_record": may_record, "others": _others(found)}
    return page(request, "recordings/languages.html", **known)


@router.get("/{content_id}/record")
def studio_page(studio: AtStudio, content_id: str, language: str) -> Response:
    """Where it is recorded in that language."""
    return studio.show(content_id, language)


@router.post("/recordings")
def set_recording(
    studio: AtStudio, announcing: Announcing, form: Annotated[RecordingForm, Form(media_type="multipart/form-data")]
) -> Response:
    """Takes a recording in; a refusal is a page for a form, and JSON for the recorder, which keeps what it has."""
    try:
        with on_disk([form.file]) as [upload]:
            content = record(studio.workshop, studio.actor, form.content_id, form.language, upload)
    except InvalidInput as refusal:
        if not wants_page(studio.request):
            raise
        return studio.show(form.content_id, form.language, refusal)
    announcing.told([content])
    return RedirectResponse(f"/bulletins/{content.id}", 303)


@router.post("/recordings/remove")
def remove(
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    content_id: Annotated[str, Form()],
    language: Annotated[str, Form()],
) -> Response:
    """Takes a recording out."""
    content = remove_recording(workshop, actor, content_id, language)
    announcing.told([content])
    return RedirectResponse(f"/bulletins/{content.id}", 303)


def _script(workshop: Workshop, content: Content) -> list[str]:
    """What is read out, a paragraph each."""
    return bulletin_script(bulletin_of(draft_of(workshop, content))).splitlines()


def _others(found: tuple[InLanguage, ...]) -> dict[str, Words]:
    """Languages it may be recorded in beside those listed, by code."""
    listed = {one.language for one in found}
    return {code: name for code, name in NAMES.items() if code not in listed}
