"""“Từ cấp trên gửi xuống”, “Thứ tự phát”, “Kho dùng chung”: what flows down the tree, and what a unit does with it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside, WriterAside
from controller.offers import placing, service, sharing
from controller.offers.api import unit_of
from controller.offers.counting import answers_to
from controller.offers.form import AnswerForm, MoveForm, OriginForm, ShareForm, UseForm
from controller.offers.jobs import use_shared
from controller.people.actor import Actor
from controller.people.deps import Publisher, Seer
from controller.people.scope import visible_units
from controller.units.models import Unit
from controller.units.service import get_unit, units_on
from controller.web.deps import Db, EventBus, Today
from controller.web.paging import After, cut
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput
from protocol.manifest import SlotClass

router = APIRouter()
ON_A_PAGE = 50
UnitAsked = Annotated[str, Query(max_length=32)]


@router.get("/offers")
def offers_page(
    request: Request,
    session: Db,
    actor: Seer,
    today: Today,
    unit_id: UnitAsked = "",
    waiting: bool = False,
    after: After = "",
) -> Response:
    """What units above have for a unit, the newest first, in pages."""
    unit = get_unit(session, unit_of(actor, unit_id))
    found = service.from_above(session, actor, unit.id, after, ON_A_PAGE + 1, today, waiting=waiting)
    seen, last = cut(found, ON_A_PAGE)
    known: dict[str, Any] = {"seen": seen, "waiting": waiting, "after": after, "last": last, "refusal": None}
    return page(request, "offers/offers.html", **known, **_where(session, actor, unit, today))


@router.post("/offers/{offer_id}/{unit_id}")
def answer(
    request: Request,
    workshop: Making,
    actor: PublisherAside,
    today: Today,
    announcing: Announcing,
    offer_id: str,
    unit_id: str,
    form: Annotated[AnswerForm, Form()],
) -> Response:
    """Accepts, declines or takes back, tells devices at once, and leads back; else shows why not."""
    try:
        with session_scope(workshop.engine) as session:
            if form.do == "take-back":
                service.take_back(session, actor, offer_id, unit_id, today)
            else:
                service.answer(session, actor, offer_id, unit_id, form.given(), wall_ms(), today)
    except (InvalidInput, Conflict) as refusal:
        with session_scope(workshop.engine, writes=False) as session:
            seen = service.from_above(session, actor, unit_id, "", ON_A_PAGE, today)
            known: dict[str, Any] = {"seen": seen, "waiting": False, "after": "", "last": "", "refusal": refusal}
            where = _where(session, actor, get_unit(session, unit_id), today)
            return page(request, "offers/offers.html", 422, **known, **where)
    announcing.told([])
    waiting = "&waiting=true" if form.waiting else ""
    return RedirectResponse(f"/offers?unit_id={unit_id}{waiting}", 303)


@router.get("/bulletins/{content_id}/answers")
def answers(request: Request, session: Db, actor: Seer, today: Today, content_id: str) -> Response:
    """Who was asked about a content and how they stand: a part of its page."""
    found = answers_to(session, bulletins.find(session, actor, content_id), today)
    return page(request, "offers/answers.html", answers=found, content_id=content_id)


@router.get("/orders")
def order_page(request: Request, session: Db, actor: Seer, today: Today, unit_id: UnitAsked = "") -> Response:
    """In which order boards of a unit play."""
    unit = get_unit(session, unit_of(actor, unit_id))
    contents = placing.in_order(session, actor, unit.id, today)
    known: dict[str, Any] = {
        "contents": contents,
        "owners": {one.unit_id: get_unit(session, one.unit_id).name for many in contents.values() for one in many},
        "ordering": placing.ordering_in_force(session, unit.id),
        "own": placing.own_origin_order(session, unit.id),
        "by_hand": placing.own_classes(session, unit.id),
    }
    return page(request, "offers/order.html", **known, **_where(session, actor, unit, today))


@router.post("/orders/{unit_id}")
def set_origin_order(
    workshop: Making, actor: PublisherAside, announcing: Announcing, unit_id: str, form: Annotated[OriginForm, Form()]
) -> Response:
    """Says whose goes first, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        placing.set_origin_order(session, actor, unit_id, form.order())
    announcing.told([])
    return _to_order(unit_id)


@router.post("/orders/{unit_id}/move")
def move(
    workshop: Making,
    actor: PublisherAside,
    today: Today,
    announcing: Announcing,
    unit_id: str,
    form: Annotated[MoveForm, Form()],
) -> Response:
    """Puts a content right before another, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        placing.move(session, actor, unit_id, form.content_id, form.before, wall_ms(), today)
    announcing.told([])
    return _to_order(unit_id)


@router.post("/orders/{unit_id}/{slot_class}/usual")
def in_usual_order(
    workshop: Making, actor: PublisherAside, announcing: Announcing, unit_id: str, slot_class: SlotClass
) -> Response:
    """Forgets what was put in order by hand, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        placing.put_in_order(session, actor, unit_id, slot_class, (), wall_ms())
    announcing.told([])
    return _to_order(unit_id)


@router.get("/shared")
def shared_page(request: Request, session: Db, actor: Seer, today: Today, after: After = "") -> Response:
    """What other units share, the last shared first, in pages."""
    found, last = cut(sharing.shared_with(session, actor, after, ON_A_PAGE + 1, today), ON_A_PAGE)
    units = units_on(session, today, visible_units(session, actor, "write"))
    known: dict[str, Any] = {"shared": found, "after": after, "last": last, "units": units, "own_unit": actor.unit_id}
    return page(request, "offers/shared.html", **known)


@router.post("/bulletins/{content_id}/share")
def share(
    session: Db, actor: Publisher, bus: EventBus, content_id: str, form: Annotated[ShareForm, Form()]
) -> Response:
    """Shares a content with the people of a unit and of all below it, or with nobody."""
    sharing.share(session, actor, content_id, form.unit_id or None, wall_ms())
    bus.publish("bulletins")
    return RedirectResponse(f"/bulletins/{content_id}", 303)


@router.post("/shared/{content_id}/use")
def use(
    workshop: Making,
    actor: WriterAside,
    today: Today,
    announcing: Announcing,
    content_id: str,
    form: Annotated[UseForm, Form()],
) -> Response:
    """Makes a content of one's own unit of what is shared, and leads to it."""
    content = use_shared(workshop, actor, content_id, form.unit_id, today)
    announcing.told([content])
    return RedirectResponse(f"/bulletins/{content.id}", 303)


def _where(session: Session, actor: Actor, unit: Unit, today: Today) -> dict[str, Any]:
    """The unit looked at, and those one may look at."""
    return {
        "unit": unit,
        "units": units_on(session, today, visible_units(session, actor)),
        "may_answer": unit.id in visible_units(session, actor, "publish"),
    }


def _to_order(unit_id: str) -> Response:
    return RedirectResponse(f"/orders?unit_id={unit_id}", 303)
