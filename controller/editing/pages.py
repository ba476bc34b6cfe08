"""The panel's page on which a content is edited, whose form goes to where new ones of its kind do; and the way back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from controller.bulletins.announcing import Announcing
from controller.bulletins.desk import AtDesk
from controller.bulletins.service import find
from controller.db import session_scope
from controller.editing.filled import filled
from controller.editing.rolling_back import roll_back
from controller.editing.schemas import MOST_STEPS
from controller.library.deps import Making, WriterAside
from controller.people.scope import demand

router = APIRouter()


@router.get("/bulletins/{content_id}/edit")
def edit_page(desk: AtDesk, content_id: str) -> Response:
    """The form filled with what stands."""
    with session_scope(desk.workshop.engine, writes=False) as session:
        content = find(session, desk.actor, content_id)
        demand(session, desk.actor, "write", content.unit_id)
        kind, form = filled(session, desk.workshop, content)
    return desk.show(kind, form)


@router.post("/bulletins/{content_id}/roll-back")
def back(
    workshop: Making,
    actor: WriterAside,
    announcing: Announcing,
    content_id: str,
    number: Annotated[int, Form(ge=1, le=MOST_STEPS)],
    seen: Annotated[str, Form(max_length=64)],
) -> Response:
    """The content as it stood at a step of its history, as a newer version of it."""
    announcing.told([roll_back(workshop, actor, content_id, number, seen)])
    return RedirectResponse(f"/bulletins/{content_id}", 303)
