"""Approval in the panel: what waits for leaders, what one wrote, a history, and where one approves one's own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from controller.approval import gone, lists, rule
from controller.approval.history import history
from controller.approval.jobs import take_steps
from controller.approval.service import last_step, may, seen
from controller.approval.table import Act
from controller.bulletins import service as bulletins
from controller.bulletins.announcing import Announcing
from controller.clock import wall_ms
from controller.library.deps import Making, WriterAside
from controller.library.store import store_of
from controller.people.deps import Keeper, Publisher, Seer
from controller.people.scope import visible_units
from controller.people.service import names_of
from controller.proposals.lists import awaiting, awaiting_count
from controller.units.service import get_unit, units_on
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.paging import After, cut
from controller.web.panel import page

router = APIRouter()
ON_A_PAGE = 50
Button = Literal["submit", "take_back", "discard", "approve", "approve_publish", "return", "publish"]
ACTS: dict[Button, tuple[Act, ...]] = {
    "submit": ("submit",),
    "take_back": ("take_back",),
    "discard": ("discard",),
    "approve": ("approve",),
    "approve_publish": ("approve", "publish"),
    "return": ("return",),
    "publish": ("publish",),
}


class StepForm(BaseModel):
    """What was pressed, what was seen, and why."""

    act: Button
    seen: str
    reason: str = ""


@router.get("/approvals")
def queue_page(request: Request, session: Db, actor: Publisher, after: After = "") -> Response:
    """What waits for approval in one's units, the longest first, in pages."""
    contents, last = cut(lists.awaiting(session, actor, after, ON_A_PAGE + 1), ON_A_PAGE)
    names = names_of(session, [content.created_by for content in contents])
    listed = [(one, get_unit(session, one.unit_id).name, names.get(one.created_by, "")) for one in contents]
    waiting = [] if after else awaiting(session, actor, ON_A_PAGE)
    proposals = [(one, get_unit(session, one.unit_id).name) for one in waiting]
    return page(request, "approval/queue.html", contents=listed, proposals=proposals, after=after, last=last)


@router.get("/approvals/waiting")
def waiting_part(request: Request, session: Db, actor: Publisher) -> Response:
    """How many wait: a part of the menu."""
    number = lists.awaiting_count(session, actor) + awaiting_count(session, actor)
    return page(request, "approval/waiting.html", number=number)


@router.get("/bulletins/mine")
def mine_page(request: Request, session: Db, actor: Seer, after: After = "") -> Response:
    """What one wrote oneself, with how it stands, the newest first, in pages."""
    contents, last = cut(lists.mine(session, actor, after, ON_A_PAGE + 1), ON_A_PAGE)
    returned = {one.id: last_step(session, one.id, "return") for one in contents if one.state == "returned"}
    listed = [(content, get_unit(session, content.unit_id).name) for content in contents]
    return page(request, "approval/mine.html", contents=listed, returned=returned, after=after, last=last)


@router.get("/bulletins/{content_id}/history")
def history_page(
    request: Request, session: Db, actor: Seer, settings: AppSettings, language: Spoken, content_id: str
) -> Response:
    """Every step of a content: who, when, why, and what differed."""
    content = bulletins.find(session, actor, content_id)
    entries = history(session, store_of(settings), content.id, language)
    known: dict[str, Any] = {"may_edit": may(session, actor, content, "edit"), "looked_at": seen(session, content)}
    return page(request, "approval/history.html", content=content, entries=entries, **known)


@router.get("/bulletins/{content_id}/gone")
def gone_part(request: Request, session: Db, actor: Seer, settings: AppSettings, content_id: str) -> Response:
    """From how many boards it is gone: a part of its page, until it is from all."""
    content = bulletins.find(session, actor, content_id)
    devices = gone.devices_of(session, store_of(settings), content.id, wall_ms())
    return page(request, "approval/gone.html", content=content, devices=devices, counts=gone.counted(devices))


@router.post("/bulletins/{content_id}/steps")
def take_step(
    workshop: Making, actor: WriterAside, announcing: Announcing, content_id: str, form: Annotated[StepForm, Form()]
) -> Response:
    """Takes the step that was pressed, and tells devices and panels at once."""
    content = take_steps(workshop, actor, content_id, ACTS[form.act], form.seen, form.reason)
    announcing.told([content])
    return RedirectResponse(f"/bulletins/{content.id}", 303)


@router.get("/self-approvals")
def rules_page(request: Request, session: Db, actor: Keeper, today: Today) -> Response:
    """Where people may approve their own, since when and why."""
    rules = rule.rules_of(session, actor)
    known: dict[str, Any] = {
        "rules": [rule.ruled(session, one) for one in rules],
        "names": names_of(session, [who for one in rules for who in (one.set_by, one.ended_by)]),
        "units": units_on(session, today, visible_units(session, actor, "people")),
    }
    return page(request, "approval/rules.html", **known)


@router.post("/self-approvals")
def let(session: Db, actor: Keeper, unit_id: Annotated[str, Form()], reason: Annotated[str, Form()] = "") -> Response:
    """Lets people of a unit approve their own."""
    rule.let(session, actor, unit_id, reason, wall_ms())
    return RedirectResponse("/self-approvals", 303)


@router.post("/self-approvals/end")
def end(session: Db, actor: Keeper, unit_id: Annotated[str, Form()]) -> Response:
    """Ends that."""
    rule.end(session, actor, unit_id, wall_ms())
    return RedirectResponse("/self-approvals", 303)
