"""How far a content is prepared, over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Response

from controller.bulletins.service import find
from controller.clock import wall_ms
from controller.people.deps import Publisher, Seer
from controller.preparation import service
from controller.preparation.schemas import PreparationOut, preparation_out
from controller.web.deps import Db, Spoken

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


@router.get("/{content_id}/preparation")
def preparation(session: Db, actor: Seer, language: Spoken, content_id: str) -> PreparationOut | None:
    """How far it is; null when it is ready for every board."""
    row = service.of_contents(session, [find(session, actor, content_id).id]).get(content_id)
    return preparation_out(row, language) if row else None


@router.post("/{content_id}/preparation", status_code=204)
def try_again(session: Db, actor: Publisher, content_id: str) -> Response:
    """Has it tried once more, after it failed."""
    service.try_again(session, actor, content_id, wall_ms())
    return Response(status_code=204)
