"""The panel's page on which a content is edited; its form is sent to where new ones of its kind are."""

from __future__ import annotations

from fastapi import APIRouter, Response

from controller.bulletins.desk import AtDesk
from controller.bulletins.service import find
from controller.db import session_scope
from controller.editing.filled import filled
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
