"""“Giờ loa”: when the loudspeakers of a unit, or one of them, may be heard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.db import session_scope
from controller.library.deps import Making, PublisherAside
from controller.people.actor import Actor
from controller.people.deps import Publisher
from controller.people.scope import visible_units
from controller.publishing.form import SoundHoursForm, sound_hours_form
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import sound_hours_io
from controller.publishing.tuning import hours_in_force, own_hours, owner_of, set_sound_hours
from controller.units.service import ancestors
from controller.web.deps import AppSettings, Db, EventBus
from controller.web.panel import page
from protocol.errors import InvalidInput

router = APIRouter()


@router.get("/{owner_id}/sound-hours")
def sound_hours_page(request: Request, session: Db, actor: Publisher, owner_id: str, saved: bool = False) -> Response:
    """The form, as things stand."""
    return _page(request, session, actor, owner_id, saved=saved)


@router.post("/{owner_id}/sound-hours")
def set_hours(
    request: Request,
    workshop: Making,
    actor: PublisherAside,
    settings: AppSettings,
    bus: EventBus,
    owner_id: str,
    form: Annotated[SoundHoursForm, Form()],
) -> Response:
    """Sets it and tells the devices at once; shows the form again with the reason if it can't be."""
    try:
        with session_scope(workshop.engine) as session:
            set_sound_hours(session, actor, owner_id, form.wanted().hours())
    except InvalidInput as refusal:
        with session_scope(workshop.engine, writes=False) as session:
            return _page(request, session, actor, owner_id, form, refusal)
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return RedirectResponse(f"/tunings/{owner_id}/sound-hours?saved=true", 303)


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    owner_id: str,
    form: SoundHoursForm | None = None,
    refusal: InvalidInput | None = None,
    *,
    saved: bool = False,
) -> Response:
    owner = owner_of(session, actor, owner_id, "publish")
    own, (windows, hours) = own_hours(session, owner), hours_in_force(session, owner)
    within = visible_units(session, actor, "publish")
    return page(
        request,
        "publishing/sound_hours.html",
        status=422 if refusal else 200,
        owner=owner,
        over=[one for one in ancestors(session, owner.unit.id) if one.id in within and one.id != owner.id],
        form=form or sound_hours_form(sound_hours_io(own.windows, own.quiet, own.limit)),
        in_force=sound_hours_io(windows, hours.quiet, hours.limit),
        refusal=refusal,
        saved=saved,
    )
