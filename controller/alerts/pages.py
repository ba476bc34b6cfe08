"""The way of an emergency through the panel: write, look and listen, confirm, watch, end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from sqlmodel import Session
from starlette.background import BackgroundTask

from controller.alerts import service, view
from controller.alerts.form import AlertForm, empty_form, local_minute
from controller.alerts.jobs import write_draft
from controller.alerts.listing import IN_FORCE, PAGE, SENT, headlines_of, list_alerts
from controller.alerts.models import AlertRow
from controller.alerts.sets import alert_of, words_of
from controller.bulletins.boards import geometries_in_use, name_of
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.deps import AlerterAside, Making
from controller.library.service import find as find_media
from controller.library.sound_files import mp3_of
from controller.library.store import store_of
from controller.people.actor import Actor
from controller.people.deps import Alerter, Seer
from controller.units.service import get_unit
from controller.web.bus import Bus
from controller.web.deps import AppSettings, Db, EventBus
from controller.web.panel import page
from protocol.errors import InvalidInput
from protocol.ids import Sha256

router = APIRouter()
SoundForm = Literal["opus", "mp3"]


@router.get("/alerts")
def alerts_page(
    request: Request, session: Db, actor: Seer, before: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """The alerts of one's units that were sent, the newest first; ``before`` leads on to older ones."""
    rows = list_alerts(session, actor, states=SENT, before=before)
    last = rows[-1].id if len(rows) == PAGE else ""
    return page(request, "alerts/alerts.html", alerts=_headed(session, rows), before=before, last=last)


@router.get("/alerts/active")
def active_alerts(request: Request, session: Db, actor: Seer) -> Response:
    """The bar on every page while an alert is in force."""
    rows = list_alerts(session, actor, states=IN_FORCE)
    return page(request, "alerts/active.html", alerts=_headed(session, rows))


@router.get("/alerts/new")
def form_page(
    request: Request,
    session: Db,
    settings: AppSettings,
    actor: Alerter,
    draft: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """The form; ``draft`` is one that somebody wants to change."""
    zone = settings.time_zone
    form = _form_of(session, service.find(session, actor, draft), zone) if draft else empty_form(wall_ms(), zone)
    return _form_page(request, session, actor, zone, form)


@router.post("/alerts/new")
def write(
    request: Request,
    settings: AppSettings,
    workshop: Making,
    actor: AlerterAside,
    form: Annotated[AlertForm, Form()],
) -> Response:
    """Makes the draft and its speech and leads to the confirmation; shows the form again when something is missing."""
    engine = request.app.state.engine
    try:
        with session_scope(engine, writes=False) as session:
            names = [get_unit(session, unit_id).name for unit_id in form.unit_ids]
            sender = get_unit(session, actor.unit_id).name if actor.unit_id else ""
        row = write_draft(workshop, actor, form.draft(names, sender, settings.time_zone))
    except InvalidInput as refusal:
        with session_scope(engine, writes=False) as session:
            return _form_page(request, session, actor, settings.time_zone, form, refusal)
    return RedirectResponse(f"/alerts/{row.id}", 303)


@router.get("/alerts/{alert_id}")
def alert_page(request: Request, session: Db, settings: AppSettings, actor: Seer, alert_id: str) -> Response:
    """A draft to look at, listen to and confirm; an alert in force or over as far as it got."""
    row = service.find(session, actor, alert_id)
    if row.state == "draft":
        plan = view.plan(session, actor, row, wall_ms())
        return page(request, "alerts/confirm.html", row=row, plan=plan)
    return page(request, "alerts/alert.html", **_progress(session, row))


@router.get("/alerts/{alert_id}/live")
def alert_live(request: Request, session: Db, actor: Seer, alert_id: str) -> Response:
    """The part of an alert's page which changes."""
    return page(request, "alerts/alert_live.html", **_progress(session, service.find(session, actor, alert_id)))


@router.get("/alerts/{alert_id}/picture")
def picture(
    session: Db, settings: AppSettings, actor: Seer, alert_id: str, board: str, page_number: int = 0
) -> Response:
    """What a board of that geometry will show, drawn by the board's own code."""
    alert = alert_of(session, service.find(session, actor, alert_id))
    geometry = next((one for one in geometries_in_use(session) if name_of(one) == board), None)
    if geometry is None:
        raise view.NO_PAGE
    return Response(view.picture(alert, geometry, page_number, settings.time_zone), media_type="image/webp")


@router.get("/alerts/{alert_id}/speech/{language}")
def speech(
    session: Db, settings: AppSettings, actor: Seer, alert_id: str, language: str, form: SoundForm = "opus"
) -> Response:
    """What loudspeakers will say in this language."""
    words = words_of(session, service.find(session, actor, alert_id).id)
    sha256 = next((one.speech_sha256 for one in words if one.language == language), None)
    mp3 = mp3_of(session, sha256 or "") if form == "mp3" else None
    media = find_media(session, mp3.sha256 if mp3 else sha256 or "")
    return FileResponse(store_of(settings).path_of(Sha256(media.sha256)), media_type=media.media_type)


@router.post("/alerts/{alert_id}/confirm")
def confirm(session: Db, bus: EventBus, actor: Alerter, alert_id: str) -> Response:
    """Sends the alert."""
    service.confirm(session, actor, alert_id, wall_ms())
    return _back_to(alert_id, bus)


@router.post("/alerts/{alert_id}/lift")
def lift(session: Db, bus: EventBus, actor: Alerter, alert_id: str) -> Response:
    """Ends the alert."""
    service.lift(session, actor, alert_id, wall_ms())
    return _back_to(alert_id, bus)


def _back_to(alert_id: str, bus: Bus) -> Response:
    """The alert's page; browsers are told once the change is committed."""
    return RedirectResponse(f"/alerts/{alert_id}", 303, background=BackgroundTask(bus.publish, "alerts"))


def _headed(session: Session, rows: Sequence[AlertRow]) -> list[tuple[AlertRow, str]]:
    """Each alert with its headline."""
    headlines = headlines_of(session, rows)
    return [(row, headlines[row.id]) for row in rows]


def _progress(session: Session, row: AlertRow) -> dict[str, Any]:
    units = [get_unit(session, one).name for one in service.targets_of(session, row.id)]
    return {
        "row": row,
        "words": words_of(session, row.id)[0],
        "units": units,
        "progress": view.progress(session, row.id, wall_ms()),
    }


def _form_page(
    request: Request,
    session: Session,
    actor: Actor,
    time_zone: str,
    form: AlertForm,
    refusal: InvalidInput | None = None,
) -> Response:
    offered = view.choices(session, actor, _today(time_zone))
    status = 422 if refusal else 200
    return page(request, "alerts/form.html", status=status, form=form, choices=offered, refusal=refusal)


def _form_of(session: Session, row: AlertRow, time_zone: str) -> AlertForm:
    words = words_of(session, row.id)[0]
    return AlertForm(
        level=str(row.level),
        event=row.event,
        headline=words.headline,
        description=words.description,
        instruction=words.instruction,
        until=local_minute(row.until_ms or row.written_at_ms + row.lasts_ms, time_zone),
        drill=row.status == "Exercise",
        unit_ids=tuple(service.targets_of(session, row.id)),
    )


def _today(time_zone: str) -> date:
    return day_of(wall_ms(), time_zone)
