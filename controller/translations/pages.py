"""Where a bulletin is translated: a machine's draft beside what was written, for a person to correct and approve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from controller.bulletins.announcing import Announcing
from controller.bulletins.models import Content
from controller.bulletins.translated import translation_of
from controller.db import session_scope
from controller.library.deps import Making, WriterAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.recordings.languages import has_voice
from controller.translations import service
from controller.translations.jobs import (
    approve_translation,
    correct_translation,
    draft_translation,
    give_up_translation,
    script_of,
)
from controller.web.panel import page
from media.speech.languages import language_name
from media.translation.translating import can_draft
from protocol.errors import InvalidInput, RaoError, Unavailable

router = APIRouter(prefix="/bulletins")


class TranslationForm(BaseModel):
    """What is to be done about a translation."""

    content_id: str
    language: str
    text: str = ""
    do: Literal["draft", "save", "approve", "remove"]


@router.get("/{content_id}/translation")
def translation_page(
    request: Request, workshop: Making, actor: WriterAside, content_id: str, language: str
) -> Response:
    """A content beside its translation."""
    return _shown(request, workshop, actor, content_id, language)


@router.post("/translations")
def change(
    request: Request,
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    form: Annotated[TranslationForm, Form()],
) -> Response:
    """Drafts, keeps, approves or takes out; a refusal comes back with what was typed."""
    try:
        content = _done(workshop, actor, form)
    except (InvalidInput, Unavailable) as refusal:
        return _shown(request, workshop, actor, form.content_id, form.language, refusal, form.text)
    announcing.told([content])
    stays = form.do in ("draft", "save")
    return RedirectResponse(
        f"/bulletins/{content.id}/translation?language={form.language}" if stays else f"/bulletins/{content.id}", 303
    )


def _done(workshop: Workshop, actor: Actor, form: TranslationForm) -> Content:
    which = (workshop, actor, form.content_id, form.language)
    steps: dict[str, Callable[[], Content]] = {
        "draft": lambda: draft_translation(*which),
        "save": lambda: correct_translation(*which, form.text),
        "approve": lambda: approve_translation(*which, form.text),
        "remove": lambda: give_up_translation(*which),
    }
    return steps[form.do]()


def _shown(
    request: Request,
    workshop: Workshop,
    actor: Actor,
    content_id: str,
    language: str,
    refusal: RaoError | None = None,
    typed: str | None = None,
) -> Response:
    with session_scope(workshop.engine, writes=False) as session:
        content = service.translatable(session, actor, "write", content_id, language)
        row = translation_of(session, content, language)
        may_publish = content.unit_id in visible_units(session, actor, "publish")
    known: dict[str, Any] = {
        "content": content,
        "language_code": language,
        "language_name": language_name(language),
        "script": script_of(workshop, content).splitlines(),
        "row": row,
        "text": typed or (row.text if row else ""),
        "may_publish": may_publish,
        "can_draft": can_draft(content.language, language, workshop.translators),
        "has_voice": has_voice(workshop, language),
        "refusal": refusal,
    }
    return page(request, "translations/translation.html", status=422 if refusal else 200, **known)
