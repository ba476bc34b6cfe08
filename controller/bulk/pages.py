"""“Thay đổi nhiều thiết bị”: chosen, reviewed line by line, done, and watched until all have it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

import firmware_profiles
from controller.bulk import service
from controller.bulk.change import Plan
from controller.bulk.form import BulkForm
from controller.bulk.words import FIELDS, told
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.finding import Asked
from controller.devices.moving import open_for
from controller.devices.tags import list_tags
from controller.layouts.service import called, list_layouts
from controller.library.deps import Making, TechnicianAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.deps import Seer, Technician
from controller.people.scope import visible_units
from controller.publishing.jobs import pace_of, republish
from controller.units.service import units_on
from controller.web.deps import AppSettings, Db, EventBus, Today
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput, RaoError
from protocol.words import Words

router = APIRouter(prefix="/devices/bulk")
MOST_SHOWN = 200
CHANGED_MEANWHILE = Conflict(
    Words("Có thiết bị vừa được thay đổi sau khi bạn xem lại.", "Some device was changed since you looked."),
    Words("Xem lại lần nữa rồi xác nhận.", "Look once more, and confirm."),
)


@router.get("")
def bulk_page(
    request: Request, session: Db, actor: Technician, today: Today, asked: Annotated[Asked, Query()]
) -> Response:
    """Which devices, and what is to change on them."""
    return _form(request, session, actor, today, BulkForm(**asked.wanted().model_dump()))


@router.post("/review")
def review(
    request: Request, session: Db, actor: Technician, today: Today, form: Annotated[BulkForm, Form()]
) -> Response:
    """What would change on each; the form again with the reason when that can't be worked out."""
    try:
        return _review(request, session, actor, form)
    except InvalidInput as refusal:
        return _form(request, session, actor, today, form, refusal)


@router.post("")
def change(
    request: Request,
    workshop: Making,
    actor: TechnicianAside,
    settings: AppSettings,
    bus: EventBus,
    form: Annotated[BulkForm, Form()],
) -> Response:
    """Does what was reviewed and tells the devices; reviews it again when anything is otherwise by now."""
    answer = _done(request, workshop, actor, form)
    if isinstance(answer, RedirectResponse):
        republish(workshop, pace_of(settings))
        bus.publish("devices")
    return answer


@router.get("/{change_id}")
def progress_page(request: Request, session: Db, actor: Seer, change_id: str) -> Response:
    """On how many devices the change is in force."""
    return page(request, "bulk/progress.html", progress=service.progress(session, actor, change_id))


@router.get("/{change_id}/live")
def progress_live(request: Request, session: Db, actor: Seer, change_id: str) -> Response:
    """The part of it which changes."""
    return page(request, "bulk/progress_live.html", progress=service.progress(session, actor, change_id))


def _done(request: Request, workshop: Workshop, actor: Actor, form: BulkForm) -> Response:
    with session_scope(workshop.engine) as session:
        planned = _plan(session, actor, form)
        if service.mark_of(planned) != form.mark or planned.refused:
            return _review(request, session, actor, form, CHANGED_MEANWHILE)
        made = service.carry_out(session, actor, planned, wall_ms())
        return RedirectResponse(f"/devices/bulk/{made.id}", 303)


def _plan(session: Session, actor: Actor, form: BulkForm) -> Plan:
    unit = open_for(session, actor, form.target()) if form.target() else None
    return service.plan(session, actor, form.where(), form.picked(), form.what(unit), wall_ms())


def _review(
    request: Request, session: Session, actor: Actor, form: BulkForm, refusal: RaoError | None = None
) -> Response:
    planned = _plan(session, actor, form)
    lines = (*planned.refused, *planned.changed)
    layouts = called(list_layouts(session, actor))
    known: dict[str, Any] = {
        "form": form,
        "planned": planned,
        "shown": lines[:MOST_SHOWN],
        "left_out": max(0, len(lines) - MOST_SHOWN),
        "mark": service.mark_of(planned),
        "fields": FIELDS,
        "told": lambda name, value: told(name, value, layouts),
        "refusal": refusal,
    }
    return page(request, "bulk/review.html", 409 if refusal else 200, **known)


def _form(
    request: Request, session: Session, actor: Actor, today: Any, form: BulkForm, refusal: RaoError | None = None
) -> Response:
    found, total = service.choices(session, actor, form.where(), MOST_SHOWN, wall_ms())
    known: dict[str, Any] = {
        "form": form,
        "found": found,
        "total": total,
        "units": units_on(session, today, visible_units(session, actor, "devices")),
        "tags": list_tags(session, actor),
        "profiles": sorted(firmware_profiles.names()),
        "layouts": called(list_layouts(session, actor)),
        "fields": FIELDS,
        "refusal": refusal,
    }
    return page(request, "bulk/bulk.html", 422 if refusal else 200, **known)
