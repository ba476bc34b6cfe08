"""*Nhật ký thay đổi*: the trail of changes, to read and to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from controller.audit.export import MEDIA_TYPES, Form, exported
from controller.audit.filter import Filter
from controller.audit.service import PAGE, Wanted, all_entries, list_entries
from controller.audit.view import kinds_in_order, line_of
from controller.db import session_scope
from controller.people.actor import Actor
from controller.people.deps import Auditor
from controller.people.scope import visible_units
from controller.units.service import units_on
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.panel import page
from controller.web.words import Speaker

router = APIRouter()
MOST_SEQ = 2**62
FILTERS = ("person", "unit", "kind", "first", "last")


@router.get("/audit")
def audit_page(
    request: Request,
    session: Db,
    actor: Auditor,
    language: Spoken,
    today: Today,
    settings: AppSettings,
    wanted: Filter,
    before: Annotated[int | None, Query(ge=1, le=MOST_SEQ)] = None,
) -> Response:
    """The newest changes of one's units; ``before`` leads on to older ones."""
    entries = list_entries(session, actor, wanted, before=before)
    asked = {name: request.query_params.get(name, "") for name in FILTERS}
    return page(
        request,
        "audit/audit.html",
        lines=[line_of(entry, Speaker(language, settings.time_zone)) for entry in entries],
        units=units_on(session, today, visible_units(session, actor, "audit")),
        kinds=kinds_in_order(language == "vi"),
        asked=asked,
        address=urlencode({name: value for name, value in asked.items() if value}),
        last=entries[-1].seq if len(entries) == PAGE else None,
    )


@router.get("/audit/export")
def export(
    request: Request, session: Db, actor: Auditor, wanted: Filter, form: Annotated[Form, Query()] = "csv"
) -> Response:
    """All that the filter lets through, as a file."""
    list_entries(session, actor, wanted, most=1)  # what is refused is refused before the file begins
    headers = {"Content-Disposition": f'attachment; filename="nhat-ky.{form}"'}
    return StreamingResponse(_pieces(request, actor, wanted, form), media_type=MEDIA_TYPES[form], headers=headers)


def _pieces(request: Request, actor: Actor, wanted: Wanted, form: Form) -> Iterator[str]:
    with session_scope(request.app.state.engine, writes=False) as session:
        yield from exported(all_entries(session, actor, wanted), form)
