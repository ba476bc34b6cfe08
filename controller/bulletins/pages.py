"""What is on the air: listed, written, looked at, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session
from starlette.background import BackgroundTask

from controller.bulletins import service, view
from controller.bulletins.form import BulletinForm
from controller.bulletins.jobs import publish_files
from controller.bulletins.uploads import on_disk
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside
from controller.library.store import store_of
from controller.people.actor import Actor
from controller.people.deps import Publisher, Seer
from controller.people.scope import visible_units
from controller.publishing.jobs import pace_of, republish
from controller.units.service import get_unit, units_on
from controller.web.deps import AppSettings, Db, EventBus
from controller.web.panel import page
from protocol.errors import InvalidInput

router = APIRouter()


@router.get("/bulletins")
def bulletins_page(request: Request, session: Db, actor: Seer) -> Response:
    """The contents of one's units, the newest first."""
    contents = service.list_contents(session, actor)
    listed = [(content, get_unit(session, content.unit_id).name) for content in contents]
    return page(request, "bulletins/bulletins.html", contents=listed)


@router.get("/bulletins/new")
def form_page(request: Request, session: Db, settings: AppSettings, actor: Publisher) -> Response:
    """The form, for the unit of whoever writes."""
    form = BulletinForm(unit_id=actor.unit_id or "", spoken=True)
    return _form_page(request, session, actor, _today(settings.time_zone), form)


@router.post("/bulletins/new")
def publish(
    request: Request,
    workshop: Making,
    actor: PublisherAside,
    settings: AppSettings,
    bus: EventBus,
    form: Annotated[BulletinForm, Form(media_type="multipart/form-data")],
) -> Response:
    """Publishes, tells the devices at once and leads to the bulletin; shows the form again with the reason if not."""
    today = _today(settings.time_zone)
    try:
        with on_disk(form.sent()) as uploads:
            contents = publish_files(workshop, actor, uploads, form.unit_id, form.options(today))
    except InvalidInput as refusal:
        with session_scope(workshop.engine, writes=False) as session:
            return _form_page(request, session, actor, today, form, refusal)
    republish(workshop, pace_of(settings))
    bus.publish("bulletins")
    return RedirectResponse(f"/bulletins/{contents[0].id}" if len(contents) == 1 else "/bulletins", 303)


@router.get("/bulletins/{content_id}")
def bulletin_page(request: Request, session: Db, actor: Seer, content_id: str) -> Response:
    """One content as boards show it and loudspeakers say it."""
    content = service.find(session, actor, content_id)
    return page(
        request,
        "bulletins/bulletin.html",
        content=content,
        unit=get_unit(session, content.unit_id).name,
        shown=view.shown_on(session, content),
        speech=view.speech_of(session, content),
        may_withdraw=content.unit_id in visible_units(session, actor, "publish"),
    )


@router.get("/bulletins/{content_id}/picture")
def picture(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    content_id: str,
    board: Annotated[str, Query(max_length=64)],
    page_number: int = 0,
) -> Response:
    """One page as a board of that geometry shows it, drawn by the board's own code."""
    content = service.find(session, actor, content_id)
    drawn = view.picture(session, store_of(settings), content, board, page_number, wall_ms(), settings.time_zone)
    return Response(drawn, media_type="image/webp")


@router.post("/bulletins/{content_id}/withdraw")
def withdraw(
    workshop: Making, actor: PublisherAside, settings: AppSettings, bus: EventBus, content_id: str
) -> Response:
    """Takes a content off the air and tells the devices at once."""
    with session_scope(workshop.engine) as session:
        service.withdraw(session, actor, content_id, wall_ms())
    republish(workshop, pace_of(settings))
    return RedirectResponse(f"/bulletins/{content_id}", 303, background=BackgroundTask(bus.publish, "bulletins"))


def _form_page(
    request: Request,
    session: Session,
    actor: Actor,
    today: date,
    form: BulletinForm,
    refusal: InvalidInput | None = None,
) -> Response:
    units = units_on(session, today, visible_units(session, actor, "publish"))
    status = 422 if refusal else 200
    return page(request, "bulletins/form.html", status=status, form=form, units=units, refusal=refusal, today=today)


def _today(time_zone: str) -> date:
    return datetime.fromtimestamp(wall_ms() / 1000, ZoneInfo(time_zone)).date()
