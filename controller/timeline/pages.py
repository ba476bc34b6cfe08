"""What boards will show and say, in the panel: a week, any stretch of it step by step, what a unit will miss."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response

from controller.clock import wall_ms
from controller.layouts.service import called_by
from controller.library.store import store_of
from controller.people.deps import Seer
from controller.timeline import service
from controller.timeline.days import moment, monday_of
from controller.timeline.telling import day_words, why_words
from controller.timeline.telling_steps import Teller
from controller.timeline.view import BAR_WIDTH, days_of, rows_of, weeks_round
from controller.web.deps import AppSettings, Db, Today
from controller.web.panel import page
from media.speech.languages import language_name
from protocol.ids import EpochMs
from protocol.manifest import Output
from protocol.recurrence import local_date, zone_of
from protocol.spans import Span

router = APIRouter()
USUAL_MS = 10 * 60_000
Monday = Annotated[date | None, Query()]
At = Annotated[int | None, Query(ge=0, le=1 << 42, description="Of which moment the picture is, in ms since 1970.")]


@router.get("/devices/{device_id}/week")
def week_page(
    request: Request,
    session: Db,
    settings: AppSettings,
    actor: Seer,
    today: Today,
    device_id: str,
    monday: Monday = None,
) -> Response:
    """The week of one board: who has its screen and its loudspeaker, and what will not be."""
    day = monday or today
    seen = service.programmed(session, store_of(settings), actor, device_id, wall_ms())
    found, board = service.week(seen, day), seen.stated.board
    has: dict[Output, bool] = {"screen": board.has_screen, "sound": board.has_sound}
    outputs = [output for output, there in has.items() if there]
    before, after = weeks_round(monday_of(day))
    return page(
        request,
        "timeline/week.html",
        device=seen.device,
        monday=monday_of(day),
        before=before,
        after=after,
        today=today,
        outputs=outputs,
        days=days_of(found, seen.names, outputs),
        lost=[(one, seen.names.titles(one.item_ids), why_words(one, seen.names)) for one in found.conflicts],
        bar_width=BAR_WIDTH,
    )


@router.get("/devices/{device_id}/programme")
def programme_page(
    request: Request,
    session: Db,
    settings: AppSettings,
    actor: Seer,
    device_id: str,
    day: date | None = None,
    since: Annotated[time | None, Query(alias="from")] = None,
    to: time | None = None,
    at: At = None,
) -> Response:
    """A stretch of a board's programme step by step, now by default, and its picture at a moment of it."""
    now_ms = wall_ms()
    seen = service.programmed(session, store_of(settings), actor, device_id, now_ms)
    span = _span(seen.names.time_zone, now_ms, day and service.check_day(day), since, to)
    found = service.stretch(session, seen, span)
    begin, end = (datetime.fromtimestamp(at_ms / 1000, zone_of(seen.names.time_zone)) for at_ms in span)
    at_ms = EpochMs(at) if at is not None and span.holds(EpochMs(at)) else span.begin_ms
    return page(
        request,
        "timeline/programme.html",
        device=seen.device,
        found=found,
        rows=rows_of(found, Teller(seen.stated.plan)),
        layouts=called_by(session, {one.id for one in seen.stated.manifest.layouts}),
        board=seen.stated.board,
        language_name=language_name,
        begin=begin,
        end=end,
        day_name=day_words(begin.date()),
        monday=monday_of(begin.date()),
        next_day=local_date(found.next_ms, zone_of(seen.names.time_zone)) if found.next_ms else None,
        at_ms=at_ms,
        at_utc=datetime.fromtimestamp(at_ms / 1000, ZoneInfo("UTC")),
    )


@router.get("/units/{unit_id}/week")
def unit_page(
    request: Request, session: Db, settings: AppSettings, actor: Seer, today: Today, unit_id: str, monday: Monday = None
) -> Response:
    """What is scheduled in a unit and will not be shown or heard."""
    found = service.unit_week(session, store_of(settings), actor, unit_id, monday or today)
    before, after = weeks_round(found.monday)
    told = [(one, one.names.titles(one.conflict.item_ids), why_words(one.conflict, one.names)) for one in found.lost]
    return page(request, "timeline/unit.html", found=found, told=told, before=before, after=after, today=today)


def _span(time_zone: str, now_ms: EpochMs, day: date | None, since: time | None, to: time | None) -> Span:
    """From ``since`` until ``to``, on the next day when that is not later; from now on where nothing is said."""
    if since is None:
        begin_ms = EpochMs(now_ms // 1000 * 1000) if day is None else moment(day, time.min, time_zone)
    else:
        begin_ms = moment(day or local_date(now_ms, zone_of(time_zone)), since, time_zone)
    if to is None:
        return Span(begin_ms, EpochMs(begin_ms + USUAL_MS))
    first = local_date(begin_ms, zone_of(time_zone))
    end_ms = moment(first, to, time_zone)
    return Span(begin_ms, end_ms if end_ms > begin_ms else moment(first + timedelta(days=1), to, time_zone))
