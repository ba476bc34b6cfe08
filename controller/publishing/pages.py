"""“Loa và màn hình”: how the boards of a unit, or one board, sound and are lit and arranged."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.db import session_scope
from controller.library.deps import Making, TechnicianAside
from controller.library.sounds import Sound, chime_in
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.deps import Technician
from controller.publishing import sound_hours_pages, view
from controller.publishing.form import BoardForm, form_of
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import board_io
from controller.publishing.signature import Part
from controller.publishing.signature_form import SignatureForm, sign
from controller.publishing.telling import tunes_of
from controller.publishing.tuning import Owner, own_setting, owner_of, screens_of, set_board
from controller.settings import Settings
from controller.web.bus import Bus
from controller.web.deps import AppSettings, Db, EventBus
from controller.web.panel import page
from media.picture import encode_webp
from protocol.errors import InvalidInput

router = APIRouter(prefix="/tunings")
router.include_router(sound_hours_pages.router)


@router.get("/{owner_id}")
def tuning_page(
    request: Request, workshop: Making, actor: TechnicianAside, owner_id: str, saved: bool = False
) -> Response:
    """The form, as things stand."""
    return _page(request, workshop, actor, owner_id, saved=saved)


@router.post("/{owner_id}")
def tune(
    request: Request,
    workshop: Making,
    actor: TechnicianAside,
    settings: AppSettings,
    bus: EventBus,
    owner_id: str,
    form: Annotated[BoardForm, Form()],
) -> Response:
    """Sets it and tells the devices at once; shows the form again with the reason if it can't be."""
    try:
        with session_scope(workshop.engine) as session:
            set_board(session, actor, owner_id, form.wanted().setting())
    except InvalidInput as refusal:
        return _page(request, workshop, actor, owner_id, form, refusal)
    return _saved(workshop, settings, bus, owner_id)


@router.post("/{owner_id}/signature/{part}")
def set_tune(
    request: Request,
    workshop: Making,
    actor: TechnicianAside,
    settings: AppSettings,
    bus: EventBus,
    owner_id: str,
    part: Part,
    form: Annotated[SignatureForm, Form(media_type="multipart/form-data")],
) -> Response:
    """Sets a unit's tune before or after its words and tells the loudspeakers at once."""
    try:
        sign(workshop, actor, owner_id, part, form)
    except InvalidInput as refusal:
        return _page(request, workshop, actor, owner_id, refusal=refusal)
    return _saved(workshop, settings, bus, owner_id)


@router.get("/{owner_id}/picture")
def picture(
    session: Db, actor: Technician, owner_id: str, layout: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """A small picture of that layout (empty: the one of the unit above) on the owner's own screen."""
    owner = owner_of(session, actor, owner_id, "devices")
    return Response(encode_webp(view.layout_picture(session, owner, layout)), media_type="image/webp")


def _saved(workshop: Workshop, settings: Settings, bus: Bus, owner_id: str) -> Response:
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return RedirectResponse(f"/tunings/{owner_id}?saved=true", 303)


def _page(
    request: Request,
    workshop: Workshop,
    actor: Actor,
    owner_id: str,
    form: BoardForm | None = None,
    refusal: InvalidInput | None = None,
    *,
    saved: bool = False,
) -> Response:
    chime = chime_in(workshop)
    with session_scope(workshop.engine, writes=False) as session:
        owner = owner_of(session, actor, owner_id, "devices")
        form = form or form_of(board_io(own_setting(session, owner)))
        known = _known(session, actor, owner, form, chime)
        status = 422 if refusal else 200
        return page(request, "publishing/screen.html", status, refusal=refusal, saved=saved, **known)


def _known(session: Session, actor: Actor, owner: Owner, form: BoardForm, chime: Sound) -> dict[str, Any]:
    opening, closing = tunes_of(session, owner, chime)
    return {
        "owner": owner,
        "over": view.units_over(session, actor, owner),
        "form": form,
        "loud_rows": form.loud_rows(),
        "bright_rows": form.bright_rows(),
        "off_rows": form.off_rows(),
        "above": view.told_above(session, owner),
        "layouts": view.layouts(session, owner),
        "screens": screens_of(session, owner),
        "tunes": {"opening": opening, "closing": closing},
    }
