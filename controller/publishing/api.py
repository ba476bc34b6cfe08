"""How the boards of a unit, or one board, are to be, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form

from controller.db import session_scope
from controller.library.deps import Making, SeerAside, TechnicianAside
from controller.library.sounds import chime_in
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import BoardIO, TuningOut
from controller.publishing.signature import Part
from controller.publishing.signature_form import SignatureForm, sign
from controller.publishing.telling import told
from controller.publishing.tuning import owner_of, set_board
from controller.web.deps import AppSettings, EventBus

router = APIRouter(prefix="/api/v1/tunings", tags=["tunings"])


@router.get("/{owner_id}")
def tuning(workshop: Making, actor: SeerAside, owner_id: str) -> TuningOut:
    """What the unit or device says itself, and what holds for it with what the units above say."""
    chime = chime_in(workshop)
    with session_scope(workshop.engine, writes=False) as session:
        return told(session, owner_of(session, actor, owner_id), chime)


@router.put("/{owner_id}")
def tune(
    workshop: Making, actor: TechnicianAside, settings: AppSettings, bus: EventBus, owner_id: str, wanted: BoardIO
) -> TuningOut:
    """Replaces all it says of its sound and screen but for its tunes, and tells the devices at once."""
    chime = chime_in(workshop)
    with session_scope(workshop.engine) as session:
        now = told(session, set_board(session, actor, owner_id, wanted.setting()), chime)
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return now


@router.post("/{owner_id}/signature/{part}")
def signature(
    workshop: Making,
    actor: TechnicianAside,
    settings: AppSettings,
    bus: EventBus,
    owner_id: str,
    part: Part,
    form: Annotated[SignatureForm, Form(media_type="multipart/form-data")],
) -> TuningOut:
    """Sets what goes before or after the words of the unit's bulletins, and tells the devices at once."""
    sign(workshop, actor, owner_id, part, form)
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return tuning(workshop, actor, owner_id)
