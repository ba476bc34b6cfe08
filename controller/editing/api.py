"""Editing over HTTP: words and choices as JSON, a file in the place of a file as a form."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from controller.approval.schemas import StandingOut, standing_out
from controller.approval.table import Upto
from controller.bulletins.announcing import Announcing
from controller.bulletins.service import find
from controller.clock import wall_ms
from controller.db import session_scope
from controller.editing.jobs import edit, replace_file
from controller.editing.rolling_back import roll_back
from controller.editing.schemas import EditIn, RollBackIn
from controller.library.deps import Making, WriterAside
from controller.web.deps import Spoken

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


class FileForm(BaseModel):
    """A file in the place of a content's own."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    content_id: str
    file: UploadFile
    seen: Annotated[str, Field(max_length=64)]
    upto: Upto = "submitted"


@router.patch("/{content_id}")
def change(
    workshop: Making, actor: WriterAside, announcing: Announcing, language: Spoken, content_id: str, asked: EditIn
) -> StandingOut:
    """Changes what is given. What counts is judged anew: then it leaves the boards until it is approved."""
    content = edit(workshop, actor, content_id, {**asked.changes(), "upto": asked.upto, "seen": asked.seen})
    announcing.told([content])
    with session_scope(workshop.engine, writes=False) as session:
        held = find(session, actor, content_id)
        return standing_out(session, workshop.store, actor, held, language, wall_ms())


@router.post("/file")
def change_file(
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    language: Spoken,
    form: Annotated[FileForm, Form(media_type="multipart/form-data")],
) -> StandingOut:
    """A text, a picture, a document, a clip or a recording in the place of one of its kind."""
    content = replace_file(workshop, actor, form.content_id, form.file, form.seen, form.upto)
    announcing.told([content])
    with session_scope(workshop.engine, writes=False) as session:
        held = find(session, actor, form.content_id)
        return standing_out(session, workshop.store, actor, held, language, wall_ms())


@router.post("/{content_id}/roll-back")
def back(
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    language: Spoken,
    content_id: str,
    asked: RollBackIn,
) -> StandingOut:
    """The content as it stood at one of its steps, as a newer version of it; devices are told at once."""
    content = roll_back(workshop, actor, content_id, asked.number, asked.seen, asked.upto)
    announcing.told([content])
    with session_scope(workshop.engine, writes=False) as session:
        held = find(session, actor, content_id)
        return standing_out(session, workshop.store, actor, held, language, wall_ms())
