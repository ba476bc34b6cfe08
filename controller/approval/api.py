"""Approval over HTTP: how contents stand, the steps people take, what waits, and where one may approve one's own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from controller.approval import rule
from controller.approval.gone import devices_of
from controller.approval.jobs import take_steps
from controller.approval.lists import awaiting
from controller.approval.schemas import RuleIn, RuleOut, StandingOut, StepIn, StillThereOut, rules_out, standing_out
from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.bulletins.schemas import ContentOut, contents_out
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, WriterAside
from controller.library.store import store_of
from controller.people.deps import Keeper, Publisher, Seer
from controller.web.deps import AppSettings, Db, Spoken
from controller.web.paging import MOST, After, Most, cut, link_next

router = APIRouter(prefix="/api/v1", tags=["contents"])


@router.get("/contents/{content_id}")
def standing(session: Db, actor: Seer, settings: AppSettings, language: Spoken, content_id: str) -> StandingOut:
    """One content: how it stands, every step of it, and what one may do with it now."""
    content = bulletins.find(session, actor, content_id)
    return standing_out(session, store_of(settings), actor, content, language, wall_ms())


@router.get("/contents/{content_id}/gone")
def list_gone(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    settings: AppSettings,
    content_id: str,
    after: After = "",
    most: Most = MOST,
) -> list[StillThereOut]:
    """The devices that had it when it left the air, and whether each is rid of it, by unit and name, in pages."""
    content = bulletins.find(session, actor, content_id)
    devices = devices_of(session, store_of(settings), content.id, wall_ms())
    begins = next((place + 1 for place, one in enumerate(devices) if one.id == after), 0)
    found, last = cut(devices[begins : begins + most + 1], most)
    link_next(request, response, last)
    return [StillThereOut(**one._asdict()) for one in found]


@router.post("/contents/{content_id}/steps")
def take_step(
    workshop: Making, actor: WriterAside, announcing: Announcing, language: Spoken, content_id: str, asked: StepIn
) -> StandingOut:
    """Submits, takes back, approves, returns or publishes a content as one saw it, and tells the devices at once."""
    content = take_steps(workshop, actor, content_id, asked.acts, asked.seen, asked.reason)
    announcing.told([content])
    with session_scope(workshop.engine, writes=False) as session:
        return standing_out(session, workshop.store, actor, content, language, wall_ms())


@router.get("/approvals")
def list_awaiting(
    request: Request,
    response: Response,
    session: Db,
    actor: Publisher,
    language: Spoken,
    after: After = "",
    most: Most = MOST,
) -> list[ContentOut]:
    """What waits for approval in one's units, the longest first, in pages."""
    contents, last = cut(awaiting(session, actor, after, most + 1), most)
    link_next(request, response, last)
    return contents_out(session, contents, language)


@router.get("/self-approvals")
def list_rules(session: Db, actor: Keeper) -> list[RuleOut]:
    """Where people may approve their own, and where they might."""
    return rules_out(session, rule.rules_of(session, actor))


@router.post("/self-approvals", status_code=201)
def let(session: Db, actor: Keeper, asked: RuleIn) -> RuleOut:
    """Lets people of a unit and of all below it approve their own, from now on."""
    return rules_out(session, [rule.let(session, actor, asked.unit_id, asked.reason, wall_ms())])[0]


@router.delete("/self-approvals/{unit_id}")
def end(session: Db, actor: Keeper, unit_id: str) -> RuleOut:
    """Ends that."""
    return rules_out(session, [rule.end(session, actor, unit_id, wall_ms())])[0]
