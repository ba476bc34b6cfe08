"""Units that merge while something waits for approval."""

from __future__ import annotations

import json

import msgspec
import pytest

from controller.approval import rule
from controller.approval.jobs import take_steps
from controller.approval.lists import awaiting
from controller.approval.models import SelfApproval
from controller.bulletins.draft import Edited
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import User
from controller.people.service import actor_of
from controller.publishing.jobs import republish
from controller.units import events
from controller.units.order import NewUnit, Order
from protocol.documents import Desired
from protocol.errors import Conflict, NotAllowed
from tests.controller.approval.conftest import People, Writing, account
from tests.controller.approval.test_steps import PACE, seen, steps
from tests.controller.places import NORTH, SOUTH, stand

ZONE = "Asia/Ho_Chi_Minh"


def merge(workshop: Workshop) -> str:
    """North and south into one, today; answers its id."""
    today = events.day_of(wall_ms(), ZONE)
    heir = f"25195-{today:%Y%m%d}"
    merged = Order("merge", today, (NewUnit("25195", "Phường Chung"),), {NORTH: heir, SOUTH: heir})
    with session_scope(workshop.engine) as session:
        events.order_event(session, THE_SYSTEM, merged, wall_ms(), ZONE)
    return heir


def moved(workshop: Workshop, actor: Actor) -> Actor:
    """Somebody as they are after it."""
    with session_scope(workshop.engine, writes=False) as session:
        return actor_of(session, session.get_one(User, actor.user_id))


def has(workshop: Workshop, device: str, content_id: str) -> bool:
    with session_scope(workshop.engine, writes=False) as session:
        row = documents.find(session, "desired", device)
        assert row
        manifest = msgspec.json.decode(row.body, type=Desired).manifest
    assert manifest
    items = json.loads(workshop.store.path_of(manifest.sha256).read_bytes()).get("items", ())
    return content_id in {one["id"] for one in items}


def test_what_waits_is_approved_by_whoever_looks_after_the_place_now(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    with session_scope(workshop.engine) as session:
        people["neighbour"] = account(session, "neighbour", "approver", SOUTH)
        stand(session, "south", SOUTH, "led-p5-640x384")
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    with session_scope(workshop.engine, writes=False) as session:
        assert awaiting(session, people["neighbour"], "", 5) == []
    merge(workshop)
    neighbour, editor = moved(workshop, people["neighbour"]), moved(workshop, people["editor"])
    with session_scope(workshop.engine, writes=False) as session:
        assert [one.id for one in awaiting(session, neighbour, "", 5)] == [content.id]
    mended = writing(editor, "Họp lúc 20 giờ.", unit_id=NORTH, edits=Edited(content.id, looked_at))
    assert (mended.id, mended.unit_id, mended.state) == (content.id, NORTH, "submitted")
    on_air = take_steps(workshop, neighbour, content.id, ["approve", "publish"], seen(workshop, content))
    assert on_air.state == "published"
    republish(workshop, PACE)
    assert [has(workshop, one, content.id) for one in ("led", "board", "south")] == [True, True, False]
    with pytest.raises(Conflict, match="no more"):
        writing(editor, "Tin mới.", unit_id=NORTH)


def test_the_only_one_is_not_that_any_more_and_a_rule_does_not_come_along(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    with session_scope(workshop.engine) as session:
        people["neighbour"] = account(session, "neighbour", "approver", SOUTH)
        for login in ("deputy", "chief"):
            session.get_one(User, people[login].user_id).disabled = True
        rule.let(session, THE_SYSTEM, NORTH, "Ít người", wall_ms())
    draft = writing(people["leader"], upto="submitted")
    with session_scope(workshop.engine, writes=False) as session:
        assert rule.rule_for(session, people["leader"], NORTH) == "only"
    heir = merge(workshop)
    leader = moved(workshop, people["leader"])
    assert writing(leader, "Tin của phường mới.", unit_id=heir).state == "submitted"
    with session_scope(workshop.engine, writes=False) as session:
        assert rule.publishers_of(session, NORTH) == {leader.user_id, people["neighbour"].user_id}
        assert rule.rule_for(session, leader, NORTH) == "rule", "where it was given it holds for what was left there"
        assert rule.rule_for(session, leader, heir) == ""
        assert session.get(SelfApproval, (heir, 0)) is None
    take_steps(workshop, leader, draft.id, ["approve"], seen(workshop, draft))
    assert steps(workshop, draft)[-1].own == "rule"
    other = writing(leader, "Khác.", unit_id=heir)
    with pytest.raises(NotAllowed, match="own work"):
        take_steps(workshop, leader, other.id, ["approve"], seen(workshop, other))
