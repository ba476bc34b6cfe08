"""``/api/v1/unspoken``: what waits to be translated or recorded."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from controller.library.workshop import workshop_of
from controller.people.deps import Seer
from controller.unspoken.deps import InLanguage, TaskAfter
from controller.unspoken.schemas import CountOut, TaskOut, counts_out, tasks_out
from controller.unspoken.service import Asked, counts_of_tasks, page_of_tasks
from controller.unspoken.voiced import voiced
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.paging import Most, cut, link_next

router = APIRouter(prefix="/api/v1/unspoken", tags=["recordings"])
MOST = 100


@router.get("")
def list_tasks(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    settings: AppSettings,
    today: Today,
    spoken: Spoken,
    language: InLanguage = "",
    after: TaskAfter = "",
    most: Most = MOST,
) -> list[TaskOut]:
    """Contents on the air or coming that are not heard in a language of devices they go to, in pages.

    Those that began first come first; what is done leaves.
    """
    known = voiced(workshop_of(settings, request.app.state.engine))
    tasks, last = cut(page_of_tasks(session, actor, Asked(today, known, language, after, most + 1)).tasks, most)
    link_next(request, response, last)
    return tasks_out(session, tasks, spoken)


@router.get("/counts")
def count_tasks(
    request: Request, session: Db, actor: Seer, settings: AppSettings, today: Today, spoken: Spoken
) -> list[CountOut]:
    """How many contents on the air or coming are not heard in each language that devices there speak."""
    known = voiced(workshop_of(settings, request.app.state.engine))
    return counts_out(counts_of_tasks(session, actor, Asked(today, known)), spoken)
