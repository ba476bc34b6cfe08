"""Units that merge while something waits for approval."""

from __future__ import annotations

import json

import msgspec
import pytest

from controller.approval import rule
from controller.approval.jobs import take_steps
from controller.approval.lists import awaiting
from controller.bulletins.draft import Edited
from controller.clock import day_of, wall_ms
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
from tests.controller.places import CITY, NORTH, SOUTH, stand

ZONE = "Asia/Ho_Chi_Minh"


def merge(workshop: Workshop) -> str:
    """North and south into one, today; answers its id."""
    today = day_of(wall_ms(), ZONE)
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
        assert [rule.rule_for(session, leader, one) for one in (NORTH, heir)] == ["", ""]
        [left] = [rule.ruled(session, one) for one in rule.rules_of(session, THE_SYSTEM)]
        assert (left.unit.id, left.holds) == (NORTH, False)
    for waiting in (draft, writing(leader, "Khác.", unit_id=heir)):
        with pytest.raises(NotAllowed, match="own work"):
            take_steps(workshop, leader, waiting.id, ["approve"], seen(workshop, waiting))
    neighbour = moved(workshop, people["neighbour"])
    take_steps(workshop, neighbour, draft.id, ["approve"], seen(workshop, draft))
    assert steps(workshop, draft)[-1].own == ""


def test_what_a_unit_left_is_approved_by_the_rule_of_its_heir(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    draft = writing(people["leader"], upto="submitted")
    heir = merge(workshop)
    leader, deputy = moved(workshop, people["leader"]), moved(workshop, people["deputy"])
    with session_scope(workshop.engine) as session:
        assert rule.rule_for(session, leader, NORTH) == ""
        rule.let(session, THE_SYSTEM, heir, "Ít người", wall_ms())
        assert [rule.rule_for(session, who, NORTH) for who in (leader, deputy)] == ["rule", "rule"]
    take_steps(workshop, leader, draft.id, ["approve"], seen(workshop, draft))
    assert steps(workshop, draft)[-1].own == "rule"


def test_what_a_unit_left_to_two_is_approved_only_where_both_let_it(workshop: Workshop, people: People) -> None:
    today = day_of(wall_ms(), ZONE)
    parts = tuple(f"{code}-{today:%Y%m%d}" for code in ("25195", "25196"))
    split = Order(
        "split",
        today,
        (NewUnit("25195", "Phường Một"), NewUnit("25196", "Phường Hai")),
        parts={NORTH: parts},
        placed={f"device {one}": parts[0] for one in ("led", "board")}
        | {f"user {one}": parts[0] for one in ("editor", "leader", "deputy", "technician")},
    )
    with session_scope(workshop.engine) as session:
        account(session, "another", "approver", CITY)
        rule.let(session, THE_SYSTEM, NORTH, "Ít người", wall_ms())
        events.order_event(session, THE_SYSTEM, split, wall_ms(), ZONE)
        chief = people["chief"]
        for one, comes in ((parts[0], ""), (parts[1], "rule")):
            assert rule.rule_for(session, chief, NORTH) == ""
            rule.let(session, THE_SYSTEM, one, "Ít người", wall_ms())
            assert rule.rule_for(session, chief, NORTH) == comes


def test_a_rule_goes_with_a_unit_that_only_gets_another_name(workshop: Workshop, people: People) -> None:
    today = day_of(wall_ms(), ZONE)
    renamed = f"25195-{today:%Y%m%d}"
    order = Order("rename", today, (NewUnit("25195", "Phường Mới"),), {NORTH: renamed})
    with session_scope(workshop.engine) as session:
        rule.let(session, people["chief"], NORTH, "Ít người", wall_ms())
        events.order_event(session, THE_SYSTEM, order, wall_ms(), ZONE)
    leader = moved(workshop, people["leader"])
    with session_scope(workshop.engine) as session:
        assert [rule.rule_for(session, leader, one) for one in (NORTH, renamed)] == ["rule", "rule"]
        [left] = [rule.ruled(session, one) for one in rule.rules_of(session, people["chief"])]
        assert (left.unit.name, left.holds) == ("Phường Mới", True)
        with pytest.raises(Conflict, match="already"):
            rule.let(session, people["chief"], renamed, "Ít người", wall_ms())
        rule.end(session, people["chief"], renamed, wall_ms())
        assert rule.rule_for(session, leader, renamed) == ""
