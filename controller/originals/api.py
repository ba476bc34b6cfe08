"""The library of originals over HTTP: list, search, where a file is used, trash and restore."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from controller.clock import wall_ms
from controller.originals import service
from controller.originals.schemas import OriginalOut, originals_out
from controller.people.deps import Publisher, Seer
from controller.web.deps import Db, Today
from controller.web.paging import After, Most, cut, link_next

router = APIRouter(prefix="/api/v1/originals", tags=["originals"])
MOST = 100


@router.get("")
def list_originals(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    today: Today,
    q: Annotated[str, Query(max_length=100, description="What is sought in their names.")] = "",
    trashed: Annotated[bool, Query(description="Those in the trash instead.")] = False,
    after: After = "",
    most: Most = MOST,
) -> list[OriginalOut]:
    """The files of one's units, the newest first, in pages."""
    found = service.page_of_originals(session, actor, after=after, most=most + 1, sought=q, trashed=trashed)
    originals, last = cut(found, most)
    link_next(request, response, last)
    return originals_out(session, actor, originals, today)


@router.get("/{original_id}")
def original(session: Db, actor: Seer, today: Today, original_id: str) -> OriginalOut:
    """One file, and where it is used."""
    return originals_out(session, actor, [service.find(session, actor, original_id)], today)[0]


@router.post("/{original_id}/trash")
def trash(session: Db, actor: Publisher, today: Today, original_id: str) -> OriginalOut:
    """Puts it into the trash, from which it goes after 30 days; 409 while it is on the air."""
    return originals_out(session, actor, [service.trash(session, actor, original_id, today, wall_ms())], today)[0]


@router.post("/{original_id}/restore")
def restore(session: Db, actor: Publisher, today: Today, original_id: str) -> OriginalOut:
    """Takes it out of the trash again."""
    return originals_out(session, actor, [service.restore(session, actor, original_id)], today)[0]
