"""What flows down the tree, over HTTP: offers and answers, the order of a unit, what is shared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.bulletins.schemas import ContentOut, contents_out
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside, WriterAside
from controller.offers import placing, service, sharing
from controller.offers.counting import answers_to
from controller.offers.jobs import use_shared
from controller.offers.schemas import (
    AnswerIn,
    AnswersOut,
    ByHandIn,
    OfferOut,
    OrderOut,
    OriginOrderIn,
    SharedOut,
    ShareIn,
    ShareOut,
    ToldOut,
    UseIn,
    answers_out,
    offer_out,
    ordered_out,
    share_out,
    shared_out,
)
from controller.people.actor import Actor
from controller.people.deps import Publisher, Seer
from controller.people.scope import not_allowed
from controller.units.service import get_unit
from controller.web.deps import Db, EventBus, Spoken, Today
from controller.web.paging import MOST, After, Most, cut, link_next
from protocol.manifest import SlotClass

router = APIRouter(prefix="/api/v1", tags=["flow"])
UnitIn = Annotated[str, Query(max_length=32, description="The unit that looks; empty: one's own.")]


def unit_of(actor: Actor, unit_id: str) -> str:
    """The unit asked about, else one's own; raises :class:`NotAllowed` for whoever has none."""
    found = unit_id or actor.unit_id
    if found is None:
        raise not_allowed()
    return found


@router.get("/offers")
def offers(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    today: Today,
    unit_id: UnitIn = "",
    waiting: bool = False,
    after: After = "",
    most: Most = MOST,
) -> list[OfferOut]:
    """What units above have for this one now or later, the newest first; ``waiting``: only what is to be answered."""
    found = service.from_above(session, actor, unit_of(actor, unit_id), after, most + 1, today, waiting=waiting)
    seen, last = cut(found, most)
    link_next(request, response, last)
    return [offer_out(one) for one in seen]


@router.put("/offers/{offer_id}/{unit_id}")
def answer(
    workshop: Making,
    actor: PublisherAside,
    today: Today,
    announcing: Announcing,
    offer_id: str,
    unit_id: str,
    said: AnswerIn,
) -> ToldOut:
    """Accepts or declines what is offered, for the unit and all below it that do not answer; tells devices at once."""
    with session_scope(workshop.engine) as session:
        service.answer(session, actor, offer_id, unit_id, said.given(), wall_ms(), today)
    return ToldOut(devices_told=announcing.told([]).devices_told)


@router.delete("/offers/{offer_id}/{unit_id}")
def take_back(
    workshop: Making, actor: PublisherAside, today: Today, announcing: Announcing, offer_id: str, unit_id: str
) -> ToldOut:
    """Takes the unit's answer back, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        service.take_back(session, actor, offer_id, unit_id, today)
    return ToldOut(devices_told=announcing.told([]).devices_told)


@router.get("/contents/{content_id}/answers")
def answers(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    today: Today,
    content_id: str,
    after: After = "",
    most: Most = MOST,
) -> AnswersOut:
    """Who was asked about a content of one's own units, and what they answered."""
    found = answers_to(session, bulletins.find(session, actor, content_id), today)
    begins = next((place + 1 for place, one in enumerate(found.asked) if one.id == after), 0)
    units, last = cut(found.asked[begins : begins + most + 1], most)
    link_next(request, response, last)
    return answers_out(found, units)


@router.get("/orders/{unit_id}")
def order(session: Db, actor: Seer, today: Today, unit_id: str) -> OrderOut:
    """In which order boards of the unit play."""
    contents = placing.in_order(session, actor, unit_id, today)
    return OrderOut(
        unit_id=get_unit(session, unit_id).id,
        origin_order=placing.ordering_in_force(session, unit_id).origin_order,
        own_origin_order=placing.own_origin_order(session, unit_id),
        by_hand=sorted(placing.own_classes(session, unit_id)),
        contents={one: ordered_out(of_class) for one, of_class in contents.items()},
    )


@router.put("/orders/{unit_id}")
def set_origin_order(
    workshop: Making, actor: PublisherAside, announcing: Announcing, unit_id: str, wanted: OriginOrderIn
) -> ToldOut:
    """Says whose goes first on boards of the unit and below, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        placing.set_origin_order(session, actor, unit_id, wanted.origin_order)
    return ToldOut(devices_told=announcing.told([]).devices_told)


@router.put("/orders/{unit_id}/{slot_class}")
def put_in_order(
    workshop: Making,
    actor: PublisherAside,
    announcing: Announcing,
    unit_id: str,
    slot_class: SlotClass,
    wanted: ByHandIn,
) -> ToldOut:
    """Puts the contents of a class in order on boards of the unit and below, and tells devices at once."""
    with session_scope(workshop.engine) as session:
        placing.put_in_order(session, actor, unit_id, slot_class, wanted.content_ids, wall_ms())
    return ToldOut(devices_told=announcing.told([]).devices_told)


@router.get("/shared")
def shared(
    request: Request, response: Response, session: Db, actor: Seer, today: Today, after: After = "", most: Most = MOST
) -> list[SharedOut]:
    """What other units share with one's own, the last shared first."""
    found, last = cut(sharing.shared_with(session, actor, after, most + 1, today), most)
    link_next(request, response, last)
    return [shared_out(one) for one in found]


@router.get("/contents/{content_id}/share")
def shared_with_whom(session: Db, actor: Seer, content_id: str) -> ShareOut:
    """With whom a content of one's own units is shared, and with whom it may be."""
    content = bulletins.find(session, actor, content_id)
    return share_out(sharing.shared_within(session, content_id), sharing.sharable_with(session, content))


@router.put("/contents/{content_id}/share")
def share(
    session: Db, actor: Publisher, language: Spoken, bus: EventBus, content_id: str, wanted: ShareIn
) -> ContentOut:
    """Shares a content with the people of its unit, or of one above, and of all below that; or with nobody."""
    content = sharing.share(session, actor, content_id, wanted.unit_id, wall_ms())
    bus.publish("bulletins")
    return contents_out(session, [content], language)[0]


@router.post("/shared/{content_id}/use", status_code=201)
def use(
    workshop: Making, actor: WriterAside, today: Today, announcing: Announcing, content_id: str, wanted: UseIn
) -> ContentOut:
    """Makes a content of one's own unit of what is shared, and tells devices at once."""
    return announcing.told([use_shared(workshop, actor, content_id, wanted.unit_id, today)]).contents[0]
