"""What a device will show and say, over HTTP: step by step, by the week, what will not be, and as a calendar."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime

from controller.clock import wall_ms
from controller.library.store import store_of
from controller.people.deps import Seer
from controller.timeline import service
from controller.timeline.calendar import calendar_of
from controller.timeline.days import monday_of
from controller.timeline.schemas import (
    ConflictOut,
    ProgrammeOut,
    UnitConflictsOut,
    WeekOut,
    conflict_out,
    programme_out,
    unit_conflicts_out,
    week_out,
)
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.described import Problem
from protocol.ids import EpochMs
from protocol.spans import Span

router = APIRouter(prefix="/api/v1", tags=["programmes"])
HOUR_MS = 3_600_000
OF_A_DEVICE: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Nothing is stated for the device yet: ask again some seconds later."}
}
CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/calendar": {"schema": {"type": "string"}}}, "description": "The calendar."}
}
WEEKS = 4
Monday = Annotated[date | None, Query(description="Any day of the week; today by default.")]
From = Annotated[AwareDatetime | None, Query(alias="from", description="Now by default.")]
To = Annotated[AwareDatetime | None, Query(description="An hour later by default, a day later at most.")]


@router.get("/devices/{device_id}/programme", responses=OF_A_DEVICE)
def programme(
    session: Db, settings: AppSettings, actor: Seer, language: Spoken, device_id: str, since: From = None, to: To = None
) -> ProgrammeOut:
    """Each change from one moment to another, as it is planned now; alerts in force are in it."""
    now_ms = wall_ms()
    begin_ms = now_ms if since is None else _ms(since)
    span = Span(begin_ms, EpochMs(begin_ms + HOUR_MS) if to is None else _ms(to))
    seen = service.programmed(session, store_of(settings), actor, device_id, now_ms)
    return programme_out(seen, service.stretch(session, seen, span), language)


@router.get("/devices/{device_id}/week", responses=OF_A_DEVICE)
def week(
    session: Db, settings: AppSettings, actor: Seer, today: Today, device_id: str, monday: Monday = None
) -> WeekOut:
    """Which slot has the screen and which the loudspeaker, from Monday until after Sunday."""
    day = monday or today
    seen = service.programmed(session, store_of(settings), actor, device_id, wall_ms())
    return week_out(seen, monday_of(day), service.week(seen, day))


@router.get("/devices/{device_id}/conflicts", responses=OF_A_DEVICE)
def conflicts(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    today: Today,
    language: Spoken,
    device_id: str,
    monday: Monday = None,
) -> list[ConflictOut]:
    """What is scheduled in the week and will not be shown or heard, and why."""
    seen = service.programmed(session, store_of(settings), actor, device_id, wall_ms())
    return [conflict_out(seen.names, one, language) for one in service.week(seen, monday or today).conflicts]


@router.get("/devices/{device_id}/programme.ics", response_class=Response, responses={**CALENDAR, **OF_A_DEVICE})
def calendar(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    today: Today,
    language: Spoken,
    device_id: str,
    monday: Monday = None,
) -> Response:
    """Four weeks of it as iCalendar (RFC 5545), to be opened by any calendar."""
    now_ms = wall_ms()
    seen = service.programmed(session, store_of(settings), actor, device_id, now_ms)
    found, device = service.week(seen, monday or today, WEEKS), seen.device
    body = calendar_of(device.id, device.name, device.unit, found, seen.names, now_ms, language)
    headers = {"Content-Disposition": f'attachment; filename="{device.id}.ics"'}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/units/{unit_id}/conflicts")
def conflicts_of_unit(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    today: Today,
    language: Spoken,
    unit_id: str,
    monday: Monday = None,
) -> UnitConflictsOut:
    """The same for all boards of a unit and below it; boards that are to be the same are told of once."""
    found = service.unit_week(session, store_of(settings), actor, unit_id, monday or today)
    return unit_conflicts_out(found, language)


def _ms(moment: AwareDatetime) -> EpochMs:
    return EpochMs(round(moment.timestamp() * 1000))
