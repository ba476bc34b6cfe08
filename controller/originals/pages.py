"""The page of the library: what units brought, to be found, used again, thrown away and taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.clock import wall_ms
from controller.originals import service
from controller.originals.schemas import originals_out
from controller.people.actor import Actor
from controller.people.deps import Publisher, Seer
from controller.people.scope import visible_units
from controller.web.deps import Db, Today
from controller.web.paging import After, cut
from controller.web.panel import page
from protocol.errors import Conflict

router = APIRouter()
ON_A_PAGE = 50


@router.get("/originals")
def originals_page(
    request: Request,
    session: Db,
    actor: Seer,
    today: Today,
    q: Annotated[str, Query(max_length=100)] = "",
    trashed: bool = False,
    after: After = "",
) -> Response:
    """The files of one's units, the newest first, in pages; or those in the trash."""
    found = service.page_of_originals(session, actor, after=after, most=ON_A_PAGE + 1, sought=q, trashed=trashed)
    originals, last = cut(found, ON_A_PAGE)
    return page(
        request,
        "originals/originals.html",
        originals=originals_out(session, actor, originals, today),
        may_change=visible_units(session, actor, "publish"),
        asked={"q": q, "trashed": trashed, "after": after},
        last=last,
    )


@router.get("/originals/{original_id}")
def original_page(request: Request, session: Db, actor: Seer, today: Today, original_id: str) -> Response:
    """One file, and where it is used."""
    return _shown(request, session, actor, today, original_id)


@router.post("/originals/{original_id}/trash")
def trash(request: Request, session: Db, actor: Publisher, today: Today, original_id: str) -> Response:
    """Into the trash; while it is on the air, its page with the reasons."""
    try:
        service.trash(session, actor, original_id, today, wall_ms())
    except Conflict as refusal:
        return _shown(request, session, actor, today, original_id, refusal)
    return RedirectResponse(f"/originals/{original_id}", 303)


@router.post("/originals/{original_id}/restore")
def restore(session: Db, actor: Publisher, original_id: str) -> Response:
    """Out of the trash again."""
    service.restore(session, actor, original_id)
    return RedirectResponse(f"/originals/{original_id}", 303)


def _shown(
    request: Request, session: Session, actor: Actor, today: Today, original_id: str, refusal: Conflict | None = None
) -> Response:
    [one] = originals_out(session, actor, [service.find(session, actor, original_id)], today)
    return page(
        request,
        "originals/original.html",
        status=409 if refusal else 200,
        one=one,
        refusal=refusal,
        may_change=one.unit_id in visible_units(session, actor, "publish"),
    )
