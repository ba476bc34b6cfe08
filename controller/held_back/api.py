"""``GET /api/v1/held-back``: which devices can't be told what is published."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from controller.held_back.schemas import HeldBackOut, held_back_out
from controller.held_back.service import page_of_held_back
from controller.people.deps import Seer
from controller.web.deps import Db, Spoken
from controller.web.paging import After, Most, cut, link_next

router = APIRouter(prefix="/api/v1/held-back", tags=["devices"])
MOST = 100


@router.get("")
def list_held_back(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    spoken: Spoken,
    after: After = "",
    most: Most = MOST,
) -> list[HeldBackOut]:
    """The devices of one's units that can't be told what is published, with the reason, in pages."""
    rows = page_of_held_back(session, actor, after, most + 1)
    found, last = cut([held_back_out(row, spoken) for row in rows], most)
    link_next(request, response, last)
    return list(found)
