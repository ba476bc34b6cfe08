"""Contents: listed, written, looked at, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask

from controller.approval import service as approval
from controller.approval.history import OWN
from controller.approval.jobs import take_off
from controller.approval.lists import Standing, stands
from controller.approval.table import ON_AIR
from controller.bulletins import service, view
from controller.bulletins.categories import CATEGORIES, Category
from controller.bulletins.desk import AtDesk, Desk, FormKind
from controller.bulletins.draft import Options
from controller.bulletins.form import BulletinForm, HowForm
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.kind_forms import CardsForm, CountdownForm, FeedForm, LineInForm, QrForm, StationForm, WebForm
from controller.bulletins.models import Content
from controller.bulletins.sources import faults_of
from controller.bulletins.uploads import on_disk
from controller.bulletins.written import Written
from controller.clock import wall_ms
from controller.held_back.service import reasons_seen
from controller.library.deps import Making, PublisherAside
from controller.library.store import store_of
from controller.offers.standpoint import look_at
from controller.offers.view import flow_of
from controller.originals.again import used_again
from controller.people.deps import Seer
from controller.people.scope import visible_units
from controller.preparation.service import of_contents
from controller.publishing.jobs import pace_of, republish
from controller.units.service import get_unit
from controller.uploads.deps import AtReception
from controller.web.deps import AppSettings, Db, EventBus, Today
from controller.web.paging import After, cut
from controller.web.panel import page

router = APIRouter()
ON_A_PAGE = 100
FORMS: Mapping[FormKind, type[HowForm]] = {
    "text": BulletinForm,
    "countdown": CountdownForm,
    "cards": CardsForm,
    "qr": QrForm,
    "feed": FeedForm,
    "web": WebForm,
    "station": StationForm,
    "line-in": LineInForm,
}


@router.get("/bulletins")
def bulletins_page(
    request: Request,
    session: Db,
    actor: Seer,
    today: Today,
    after: After = "",
    state: Standing | Literal[""] = "",
    category: Category | Literal[""] = "",
) -> Response:
    """The contents of one's units that stand so and are about that, the newest first, in pages."""
    chosen = (*([stands(state, today)] if state else ()), *service.about(category or None))
    contents, last = cut(service.page_of_contents(session, actor, after, ON_A_PAGE + 1, *chosen), ON_A_PAGE)
    listed = [(content, get_unit(session, content.unit_id).name) for content in contents]
    faults = faults_of(session, [content.id for content in contents])
    known: dict[str, Any] = {
        "contents": listed,
        "faults": faults,
        "unready": of_contents(session, [content.id for content in contents]),
        "after": after,
        "last": last,
        "state": state,
        "category": category,
        "categories": CATEGORIES,
        "reasons": reasons_seen(session, actor),
    }
    return page(request, "bulletins/bulletins.html", **known)


@router.get("/bulletins/new")
def form_page(
    desk: AtDesk, kind: FormKind = "text", original: Annotated[list[str] | None, Query(max_length=50)] = None
) -> Response:
    """The form of that kind, for the unit of whoever writes; with files of the library."""
    form = FORMS[kind](unit_id=desk.actor.unit_id or "", spoken=kind == "text")
    if original and isinstance(form, BulletinForm):
        form.originals = original
    return desk.show(kind, form)


@router.post("/bulletins/new")
def publish(
    desk: AtDesk, reception: AtReception, form: Annotated[BulletinForm, Form(media_type="multipart/form-data")]
) -> Response:
    """Publishes a text, files, or both."""

    def make(options: Options) -> list[Content]:
        again = used_again(desk.workshop, desk.actor, form.originals)
        with on_disk(form.sent()) as files, reception.taken(form.uploads) as brought:
            return publish_files(desk.workshop, desk.actor, [*files, *brought, *again], form.unit_id, options)

    return desk.take("text", form, make, [one for one in reception.all() if one.id in form.uploads])


@router.post("/bulletins/new/countdown")
def publish_countdown(desk: AtDesk, form: Annotated[CountdownForm, Form()]) -> Response:
    """Publishes a countdown."""
    return _publish_written(desk, "countdown", form, lambda: form.written(desk.time_zone))


@router.post("/bulletins/new/cards")
def publish_cards(desk: AtDesk, form: Annotated[CardsForm, Form()]) -> Response:
    """Publishes values on cards."""
    return _publish_written(desk, "cards", form, form.written)


@router.post("/bulletins/new/qr")
def publish_qr(desk: AtDesk, form: Annotated[QrForm, Form()]) -> Response:
    """Publishes a QR code."""
    return _publish_written(desk, "qr", form, form.written)


@router.get("/bulletins/{content_id}")
def bulletin_page(request: Request, session: Db, actor: Seer, today: Today, content_id: str) -> Response:
    """One content as boards show it and loudspeakers say it, of one's own units or sent or shared by others."""
    content = look_at(session, actor, content_id, today)
    on_air = content.state in ON_AIR
    return page(
        request,
        "bulletins/bulletin.html",
        acts=approval.acts_of(session, actor, content),
        looked_at=approval.seen(session, content),
        returned=approval.last_step(session, content.id, "return"),
        own_rule=OWN.get(approval.own_rule(session, actor, content)),
        was_on_air=not on_air and content.published_at_ms > 0,
        content=content,
        categories=CATEGORIES,
        fault=faults_of(session, [content.id]).get(content.id),
        unit=get_unit(session, content.unit_id).name,
        preparation=of_contents(session, [content.id]).get(content.id),
        shown=view.shown_on(session, content),
        sound=view.sound_of(session, content),
        reasons=reasons_seen(session, actor),
        may_try=content.unit_id in visible_units(session, actor, "publish"),
        **flow_of(session, actor, content, today),
    )


@router.get("/bulletins/{content_id}/picture")
def picture(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    today: Today,
    content_id: str,
    board: Annotated[str, Query(max_length=64)],
    page_number: int = 0,
) -> Response:
    """One page as a board of that geometry shows it, drawn by the board's own code."""
    content = look_at(session, actor, content_id, today)
    drawn = view.picture(session, store_of(settings), content, board, page_number, wall_ms(), settings.time_zone)
    return Response(drawn, media_type="image/webp")


@router.post("/bulletins/{content_id}/withdraw")
def withdraw(
    workshop: Making, actor: PublisherAside, settings: AppSettings, bus: EventBus, content_id: str
) -> Response:
    """Takes a content off the air and tells the devices at once."""
    take_off(workshop, actor, content_id)
    republish(workshop, pace_of(settings))
    return RedirectResponse(f"/bulletins/{content_id}", 303, background=BackgroundTask(bus.publish, "bulletins"))


def _publish_written(desk: Desk, kind: FormKind, form: HowForm, written: Callable[[], Written]) -> Response:
    def make(options: Options) -> list[Content]:
        return [publish_written(desk.workshop, desk.actor, written(), form.unit_id, options)]

    return desk.take(kind, form, make)
