"""``/api/v1/devices/bulk``: the same change to many devices."""

from __future__ import annotations

from fastapi import APIRouter
from sqlmodel import Session

from controller.bulk import service
from controller.bulk.change import Plan
from controller.bulk.schemas import BulkIn, BulkOut, ProgressOut, bulk_out, progress_out
from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.finding import Wanted
from controller.devices.moving import open_for
from controller.library.deps import Making, TechnicianAside
from controller.people.actor import Actor
from controller.people.deps import Seer
from controller.publishing.jobs import pace_of, republish
from controller.web.deps import AppSettings, Db, EventBus
from protocol.errors import InvalidInput
from protocol.words import Words

router = APIRouter(prefix="/api/v1/devices/bulk", tags=["devices"])


@router.post("")
def change(workshop: Making, actor: TechnicianAside, settings: AppSettings, bus: EventBus, asked: BulkIn) -> BulkOut:
    """Changes all of these devices in one transaction, or none, and tells them at once; ``dry_run`` only tells."""
    with session_scope(workshop.engine, writes=not asked.dry_run) as session:
        planned = _planned(session, actor, asked)
        if asked.dry_run:
            return bulk_out(planned, None)
        made = service.carry_out(session, actor, planned, wall_ms()).id
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return bulk_out(planned, made)


@router.get("/{change_id}")
def progress(session: Db, actor: Seer, change_id: str) -> ProgressOut:
    """On how many of the devices a change is in force."""
    return progress_out(service.progress(session, actor, change_id))


def _planned(session: Session, actor: Actor, asked: BulkIn) -> Plan:
    if asked.devices is None and asked.where is None:
        raise InvalidInput(
            Words("Chưa nói thay đổi trên thiết bị nào.", "It is not said which devices are to change."),
            Words("Nêu devices hoặc where.", "Give devices, or where (an empty one is all of them)."),
        )
    unit = open_for(session, actor, asked.unit_id) if asked.unit_id else None
    return service.plan(session, actor, asked.where or Wanted(), asked.devices, asked.change(unit), wall_ms())
