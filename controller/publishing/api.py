"""How the boards of a unit, or one board, are to be, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from sqlmodel import Session

from controller.db import session_scope
from controller.library.deps import Making, PublisherAside, SeerAside, TechnicianAside
from controller.library.sounds import chime_in
from controller.people.deps import Seer
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import BoardIO, SoundHoursIO, SoundHoursOut, TuningOut, sound_hours_io
from controller.publishing.signature import Part
from controller.publishing.signature_form import SignatureForm, sign
from controller.publishing.telling import told
from controller.publishing.tuning import Owner, hours_in_force, own_hours, owner_of, set_board, set_sound_hours
from controller.web.deps import AppSettings, Db, EventBus

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


@router.get("/{owner_id}/sound-hours")
def sound_hours(session: Db, actor: Seer, owner_id: str) -> SoundHoursOut:
    """When loudspeakers of the unit or device may be heard."""
    return _told_hours(session, owner_of(session, actor, owner_id))


@router.put("/{owner_id}/sound-hours")
def set_hours(
    workshop: Making, actor: PublisherAside, settings: AppSettings, bus: EventBus, owner_id: str, wanted: SoundHoursIO
) -> SoundHoursOut:
    """Replaces all it says of when loudspeakers may be heard, and tells the devices at once."""
    with session_scope(workshop.engine) as session:
        now = _told_hours(session, set_sound_hours(session, actor, owner_id, wanted.hours()))
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return now


def _told_hours(session: Session, owner: Owner) -> SoundHoursOut:
    own, (windows, hours) = own_hours(session, owner), hours_in_force(session, owner)
    return SoundHoursOut(
        owner=owner.id,
        own=sound_hours_io(own.windows, own.quiet, own.limit),
        in_force=sound_hours_io(windows, hours.quiet, hours.limit),
    )


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
