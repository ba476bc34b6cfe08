"""“Loa và màn hình”: how the boards of a unit, or one board, sound and are lit and arranged."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.db import session_scope
from controller.library.deps import Making, TechnicianAside
from controller.people.actor import Actor
from controller.people.deps import Technician
from controller.publishing import view
from controller.publishing.form import BoardForm, form_of
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import board_io
from controller.publishing.tuning import own_setting, owner_of, set_board
from controller.web.deps import AppSettings, Db, EventBus
from controller.web.panel import page
from media.picture import encode_webp
from protocol.errors import InvalidInput

router = APIRouter(prefix="/tunings")


@router.get("/{owner_id}")
def tuning_page(request: Request, session: Db, actor: Technician, owner_id: str, saved: bool = False) -> Response:
    """The form, as things stand."""
    return _page(request, session, actor, owner_id, saved=saved)


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
        with session_scope(workshop.engine, writes=False) as session:
            return _page(request, session, actor, owner_id, form, refusal)
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return RedirectResponse(f"/tunings/{owner_id}?saved=true", 303)


@router.get("/{owner_id}/picture")
def picture(
    session: Db, actor: Technician, owner_id: str, layout: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """A small picture of that layout (empty: the one of the unit above) on the owner's own screen."""
    owner = owner_of(session, actor, owner_id, "devices")
    return Response(encode_webp(view.layout_picture(session, owner, layout)), media_type="image/webp")


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    owner_id: str,
    form: BoardForm | None = None,
    refusal: InvalidInput | None = None,
    *,
    saved: bool = False,
) -> Response:
    owner = owner_of(session, actor, owner_id, "devices")
    form = form or form_of(board_io(own_setting(session, owner)))
    known: dict[str, Any] = {
        "owner": owner,
        "over": view.units_over(session, actor, owner),
        "form": form,
        "loud_rows": form.loud_rows(),
        "bright_rows": form.bright_rows(),
        "off_rows": form.off_rows(),
        "above": view.told_above(session, owner),
        "layouts": view.layouts(),
        "screens": view.screens_of(session, owner),
    }
    return page(
        request, "publishing/screen.html", status=422 if refusal else 200, refusal=refusal, saved=saved, **known
    )
