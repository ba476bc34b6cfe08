"""Recordings over HTTP: listed by language, set, taken out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel

from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.bulletins.uploads import on_disk
from controller.db import session_scope
from controller.library.deps import Making, SeerAside, WriterAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.recordings.jobs import record, remove_recording
from controller.recordings.languages import in_languages
from controller.recordings.schemas import LanguageOut, RemoveIn, languages_out
from controller.web.deps import Spoken
from protocol.words import Language

router = APIRouter(prefix="/api/v1", tags=["recordings"])


class RecordingForm(BaseModel):
    """A recording of one bulletin in one language."""

    content_id: str
    language: str
    file: UploadFile


@router.get("/contents/{content_id}/languages")
def languages(workshop: Making, actor: SeerAside, spoken: Spoken, content_id: str) -> list[LanguageOut]:
    """How a content is said in each language of the devices it goes to."""
    return _told(workshop, actor, content_id, spoken)


@router.post("/recordings", status_code=201)
def set_recording(
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    spoken: Spoken,
    form: Annotated[RecordingForm, Form(media_type="multipart/form-data")],
) -> list[LanguageOut]:
    """Puts a recording in the place of what is heard in its language, and tells the devices at once."""
    with on_disk([form.file]) as [upload]:
        content = record(workshop, actor, form.content_id, form.language, upload)
    announcing.told([content])
    return _told(workshop, actor, form.content_id, spoken)


@router.post("/recordings/remove")
def remove(
    workshop: Making, actor: WriterAside, announcing: Announcing, spoken: Spoken, asked: RemoveIn
) -> list[LanguageOut]:
    """Takes a recording out, and tells the devices at once."""
    content = remove_recording(workshop, actor, asked.content_id, asked.language)
    announcing.told([content])
    return _told(workshop, actor, asked.content_id, spoken)


def _told(workshop: Workshop, actor: Actor, content_id: str, spoken: Language) -> list[LanguageOut]:
    with session_scope(workshop.engine, writes=False) as session:
        return languages_out(in_languages(session, workshop, bulletins.find(session, actor, content_id)), spoken)
