"""“Đơn vị hành chính”: the tree of a day, events of units reviewed and confirmed, and what was ordered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, select
from starlette.background import BackgroundTask

from controller.clock import day_of, wall_ms
from controller.people.actor import Actor
from controller.people.deps import Keeper, Seer
from controller.people.scope import demand, visible_units
from controller.units import choosing, events, view
from controller.units.dated import is_valid
from controller.units.form import EventForm, choices
from controller.units.models import Unit
from controller.units.order import EventKind
from controller.units.review import open_questions
from controller.units.service import plain
from controller.web.deps import AppSettings, Db, EventBus, Today
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput, NotAllowed

router = APIRouter(prefix="/units")
Chosen = Annotated[Sequence[str], Query(max_length=choosing.MOST_CHOSEN)]
EventNumber = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("")
def tree_page(
    request: Request,
    session: Db,
    settings: AppSettings,
    actor: Seer,
    q: Annotated[str, Query(max_length=100)] = "",
    on: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The units one may see, each under the one above it, as of a day past or to come."""
    today = day_of(wall_ms(), settings.time_zone)
    day = _day(on) or today
    found, tree = view.units_of(session, actor, q, day, today)
    shown, _ = view.units_of(session, actor, "", day, today)
    known: dict[str, Any] = {
        "lines": view.lines_of(found, tree, day, shown, view.boards_on(session, day, today, settings.time_zone)),
        "q": q,
        "day": day,
        "today": today,
        "tops": _is_top(session, actor),
        "stranded": [one for one in events.stranded(session, today) if one.id in visible_units(session, actor)],
    }
    return page(request, "units/units.html", **known)


@router.get("/below")
def below_part(
    request: Request,
    session: Db,
    actor: Seer,
    today: Today,
    field: Literal["target_ids", "unit"],
    unit_id: Annotated[str, Query(max_length=32)],
    words: Annotated[str, Query(max_length=100)] = "",
    target_ids: Chosen = (),
    unit: Chosen = (),
) -> Response:
    """Units below one, to be chosen for what is of it: a part of the forms that have such a field."""
    demand(session, actor, "see", unit_id)
    found = choosing.below(session, unit_id, today, words, (*target_ids, *unit))
    return page(request, "units/below.html", below=found, field=field)


@router.get("/events")
def events_page(request: Request, session: Db, settings: AppSettings, actor: Keeper) -> Response:
    """What was ordered, the newest day first."""
    rows = [(event, events.order_of(event), events.done_of(event)) for event in events.list_events(session, actor)]
    return page(request, "units/events.html", rows=rows, names=_names(session))


@router.get("/events/new")
def form_page(
    request: Request,
    session: Db,
    settings: AppSettings,
    actor: Keeper,
    kind: EventKind = "merge",
    unit: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """The form of an event."""
    events.demand_top(session, actor)
    today = day_of(wall_ms(), settings.time_zone)
    form = EventForm(kind=kind, units=[unit] if unit else [], effective=today.isoformat())
    return _form_page(request, session, form, today)


@router.post("/events/review")
def review(
    request: Request, session: Db, settings: AppSettings, actor: Keeper, form: Annotated[EventForm, Form()]
) -> Response:
    """Shows what it would do; the form again with the reason when it can't be."""
    return _review_page(request, session, settings, actor, form)


@router.post("/events")
def confirm(
    request: Request,
    session: Db,
    settings: AppSettings,
    bus: EventBus,
    actor: Keeper,
    form: Annotated[EventForm, Form()],
) -> Response:
    """Keeps the event and, when its day has come, does it; the review again while something is open."""
    try:
        order = form.order(_known(session))
        if events.look(session, actor, order).undecided:
            return _review_page(request, session, settings, actor, form, asked_before=True)
        with session.begin_nested():
            events.order_event(session, actor, order, wall_ms(), settings.time_zone)
    except (InvalidInput, Conflict) as refusal:
        today = day_of(wall_ms(), settings.time_zone)
        return _form_page(request, session, form, today, refusal)
    return RedirectResponse("/units/events", 303, background=BackgroundTask(bus.publish, "devices"))


@router.post("/events/{event_id}/cancel")
def cancel(session: Db, actor: Keeper, event_id: EventNumber) -> Response:
    """Takes an event back whose day has not come."""
    events.cancel(session, actor, event_id)
    return RedirectResponse("/units/events", 303)


def _review_page(
    request: Request,
    session: Session,
    settings: AppSettings,
    actor: Actor,
    form: EventForm,
    *,
    asked_before: bool = False,
) -> Response:
    today = day_of(wall_ms(), settings.time_zone)
    try:
        reviewed = events.look(session, actor, form.order(_known(session)))
    except (InvalidInput, Conflict) as refusal:
        events.demand_top(session, actor)
        return _form_page(request, session, form, today, refusal)
    open_ones = open_questions(reviewed.undecided) if asked_before else None
    said = dict(zip(form.asked, form.answers, strict=False))
    known: dict[str, Any] = {"form": form, "review": reviewed, "said": said, "today": today, "refusal": open_ones}
    return page(request, "units/review.html", status=422 if open_ones else 200, **known)


def _form_page(
    request: Request,
    session: Session,
    form: EventForm,
    today: date,
    refusal: InvalidInput | Conflict | None = None,
) -> Response:
    units = sorted(events.expected(session, date.max), key=lambda unit: plain(unit.name))
    stranded = {unit.id for unit in events.stranded(session, today)}
    known: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "choices": choices(units, max(today, _day(form.effective) or today), stranded),
        "receivers": [unit for unit in units if is_valid(unit, _day(form.effective) or today)],
    }
    return page(request, "units/event.html", status=422 if refusal else 200, **known)


def _known(session: Session) -> dict[str, Unit]:
    return {unit.id: unit for unit in events.expected(session, date.max)}


def _names(session: Session) -> dict[str, str]:
    return {unit.id: unit.name for unit in session.exec(select(Unit)).all()}


def _is_top(session: Session, actor: Actor) -> bool:
    try:
        events.demand_top(session, actor)
    except NotAllowed:
        return False
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
