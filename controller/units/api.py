"""``/api/v1/units``: the units of a day, lists from outside, and events: reviewed, ordered, listed, cancelled."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlmodel import Session
from starlette.background import BackgroundTasks

from controller.clock import day_of, wall_ms
from controller.people.actor import Actor
from controller.people.deps import Keeper, Seer
from controller.units import events
from controller.units.models import Unit
from controller.units.order import Order
from controller.units.schemas import (
    EventIn,
    EventOut,
    ImportIn,
    ImportOut,
    MergersIn,
    RenewalsIn,
    ReviewOut,
    UnitOut,
)
from controller.units.tree import Tree
from controller.units.view import units_of
from controller.web.deps import AppSettings, Db, EventBus, Spoken

router = APIRouter(prefix="/api/v1/units")
EventNumber = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("")
def units(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    q: Annotated[str, Query(max_length=100)] = "",
    on: date | None = None,
) -> list[UnitOut]:
    """The units one may see that exist ``on`` that day (today by default) and whose name holds every word of ``q``.

    A day to come is answered with the events that wait for it.
    """
    today = day_of(wall_ms(), settings.time_zone)
    day = on or today
    found, tree = units_of(session, actor, q, day, today)
    return [_out(unit, tree, day) for unit in found]


@router.post("/import")
def import_list(
    session: Db, settings: AppSettings, bus: EventBus, after: BackgroundTasks, actor: Keeper, asked: ImportIn
) -> ImportOut:
    """Brings a list of units in; with a bad row, none of it. Importing it again changes nothing."""
    reading = events.import_list(session, actor, asked.csv, dry_run=asked.dry_run)
    stranded = events.stranded(session, day_of(wall_ms(), settings.time_zone))
    after.add_task(bus.publish, "devices")
    return ImportOut.of(reading, stranded, done=not asked.dry_run)


@router.get("/events")
def list_events(session: Db, actor: Keeper, language: Spoken) -> list[EventOut]:
    """All events, the newest day first."""
    return [EventOut.of(one, vietnamese=language == "vi") for one in events.list_events(session, actor)]


@router.post("/events")
def order_event(
    session: Db, settings: AppSettings, bus: EventBus, after: BackgroundTasks, actor: Keeper, asked: EventIn
) -> ReviewOut:
    """A merger, split, change of name or move: its review or, unless it is a dry run, the event itself."""
    answer = _ordered(session, actor, asked.order(), settings.time_zone, dry_run=asked.dry_run)
    after.add_task(bus.publish, "devices")
    return answer


@router.post("/events/mergers")
def order_mergers(
    session: Db, settings: AppSettings, bus: EventBus, after: BackgroundTasks, actor: Keeper, asked: MergersIn
) -> list[ReviewOut]:
    """A list of mergers, one event a day; all of it or nothing."""
    orders = events.merger_orders(session, actor, asked.csv, asked.placed, asked.also, asked.basis)
    answers = [_ordered(session, actor, one, settings.time_zone, dry_run=asked.dry_run) for one in orders]
    after.add_task(bus.publish, "devices")
    return answers


@router.post("/events/renewals")
def order_renewals(
    session: Db, settings: AppSettings, bus: EventBus, after: BackgroundTasks, actor: Keeper, asked: RenewalsIn
) -> ReviewOut:
    """The changes of name of which the list of units tells on a day, as one event."""
    order = events.renewal_order(session, actor, asked.effective, asked.basis)
    answer = _ordered(session, actor, order, settings.time_zone, dry_run=asked.dry_run)
    after.add_task(bus.publish, "devices")
    return answer


@router.post("/events/{event_id}/cancel")
def cancel(session: Db, actor: Keeper, language: Spoken, event_id: EventNumber) -> EventOut:
    """Takes back an event whose day has not come."""
    return EventOut.of(events.cancel(session, actor, event_id), vietnamese=language == "vi")


def _ordered(session: Session, actor: Actor, order: Order, time_zone: str, *, dry_run: bool) -> ReviewOut:
    if dry_run:
        return ReviewOut.of(events.look(session, actor, order))
    event, review = events.order_event(session, actor, order, wall_ms(), time_zone)
    return ReviewOut.of(review, event)


def _out(unit: Unit, tree: Tree, day: date) -> UnitOut:
    above = tree.ancestors(unit.id, day)[1:2]
    shown = UnitOut.model_validate(unit)
    return shown.model_copy(update={"parent_id": above[0].id if above else None})
