"""What is on the air and what was taken off it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from controller.bulletins import service
from controller.people.actor import Actor
from controller.people.deps import require
from controller.units.service import get_unit
from controller.web.deps import Db
from controller.web.panel import page

router = APIRouter()
Seer = Annotated[Actor, Depends(require("see"))]


@router.get("/bulletins")
def bulletins_page(request: Request, session: Db, actor: Seer) -> Response:
    """The contents of one's units, the newest first."""
    contents = service.list_contents(session, actor)
    listed = [(content, get_unit(session, content.unit_id).name) for content in contents]
    return page(request, "bulletins/bulletins.html", contents=listed)
