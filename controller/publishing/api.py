"""``/api/v1/tunings/{owner}``: how the screens of a unit, or one screen, are to be lit and arranged."""

from __future__ import annotations

from fastapi import APIRouter

from controller.db import session_scope
from controller.library.deps import Making, TechnicianAside
from controller.people.deps import Seer
from controller.publishing.jobs import pace_of, republish
from controller.publishing.schemas import BoardIO, TuningOut, tuning_out
from controller.publishing.tuning import own_setting, owner_of, set_board, setting_in_force
from controller.web.deps import AppSettings, Db, EventBus

router = APIRouter(prefix="/api/v1/tunings", tags=["tunings"])


@router.get("/{owner_id}")
def tuning(session: Db, actor: Seer, owner_id: str) -> TuningOut:
    """What the unit or device says itself, and what holds for it with what the units above say."""
    owner = owner_of(session, actor, owner_id)
    return tuning_out(owner, own_setting(session, owner), setting_in_force(session, owner))


@router.put("/{owner_id}")
def tune(
    workshop: Making, actor: TechnicianAside, settings: AppSettings, bus: EventBus, owner_id: str, wanted: BoardIO
) -> TuningOut:
    """Replaces all it says of its screens, and tells the devices at once."""
    with session_scope(workshop.engine) as session:
        owner = set_board(session, actor, owner_id, wanted.setting())
        told = tuning_out(owner, own_setting(session, owner), setting_in_force(session, owner))
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return told
