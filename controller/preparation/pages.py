"""How far a content is prepared, live on its page."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from controller.bulletins.service import find
from controller.clock import wall_ms
from controller.people.deps import Publisher, Seer
from controller.people.scope import visible_units
from controller.preparation import service
from controller.web.deps import Db
from controller.web.panel import page

router = APIRouter()


@router.get("/bulletins/{content_id}/preparation")
def preparation(request: Request, session: Db, actor: Seer, content_id: str) -> Response:
    """The part of the bulletin's page that follows it; when it is ready, the page is shown anew."""
    content = find(session, actor, content_id)
    row = service.of_contents(session, [content_id]).get(content_id)
    if row is None:
        return Response(headers={"HX-Refresh": "true"})
    may_try = content.unit_id in visible_units(session, actor, "publish")
    return page(request, "preparation/preparation.html", content=content, preparation=row, may_try=may_try)


@router.post("/bulletins/{content_id}/preparation")
def try_again(session: Db, actor: Publisher, content_id: str) -> Response:
    """Has it tried once more, after it failed."""
    service.try_again(session, actor, content_id, wall_ms())
    return RedirectResponse(f"/bulletins/{content_id}", 303)
