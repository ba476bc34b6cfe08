"""The page of what waits to be translated or recorded: each row leads to where that is done."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from controller.library.workshop import workshop_of
from controller.people.deps import Seer
from controller.people.scope import visible_units
from controller.unspoken.deps import InLanguage, TaskAfter
from controller.unspoken.needs import NEEDS
from controller.unspoken.schemas import tasks_out
from controller.unspoken.service import Asked, page_of_tasks
from controller.unspoken.voiced import voiced
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.paging import cut
from controller.web.panel import page
from media.speech.languages import language_name
from media.translation.translating import can_draft

router = APIRouter()
ON_A_PAGE = 50


@router.get("/unspoken")
def unspoken_page(
    request: Request,
    session: Db,
    actor: Seer,
    settings: AppSettings,
    today: Today,
    spoken: Spoken,
    language: InLanguage = "",
    after: TaskAfter = "",
) -> Response:
    """What one's units publish and loudspeakers can't say yet in a language they speak, in pages."""
    workshop = workshop_of(settings, request.app.state.engine)
    asked = Asked(today, voiced(workshop), language, after, ON_A_PAGE + 1)
    found = page_of_tasks(session, actor, asked)
    tasks, last = cut(found.tasks, ON_A_PAGE)
    draftable = {one.id for one in tasks if can_draft(one.content.language, one.language, workshop.translators)}
    return page(
        request,
        "unspoken/unspoken.html",
        tasks=tasks_out(session, tasks, spoken),
        needs=NEEDS,
        languages={one: language_name(one) for one in found.counts},
        counts=found.counts,
        draftable=draftable,
        may_write=visible_units(session, actor, "write"),
        may_publish=visible_units(session, actor, "publish"),
        asked={"language": language, "after": after},
        last=last,
    )
