"""Proposals on both databases: beside what is in force, put there by somebody else, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from controller.approval import rule
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.proposals import lists, service
from controller.proposals.lines import file_of
from controller.proposals.models import Proposal
from controller.proposals.told import told
from controller.proposals.trial import look
from controller.schedules.draft import DayDraft, PlaylistDraft, SlotDraft
from controller.schedules.plan import Entry
from controller.schedules.playlists import remove_playlist, save_playlist
from controller.schedules.service import remove_slot, save_slot
from controller.schedules.sheet import SlotLine, export
from controller.schedules.targets import Targets
from media.board import TEMPLATES
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.controller.places import NORTH, SOUTH, person
from tests.controller.proposals.proposing import NOW, proposed, seen, slot, standing, takes

People = dict[str, Actor]


def test_a_week_is_proposed_returned_mended_and_put_in_force_by_somebody_else(
    workshop: Workshop, people: People, notice: str, news: str
) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    first = proposed(engine, editor, PlaylistDraft(NORTH, " Buổi   sáng ", (Entry(notice, 2), Entry(news))))
    [list_id] = [one for _, one in service.of_proposal(first)[0]]
    mine = slot(
        None, playlist_id=list_id, days=(DayDraft(date(2026, 11, 20)),), targets=Targets(tags=frozenset({"Chợ"}))
    )
    both = proposed(engine, editor, mine, into=first.id)
    assert (both.id, both.state, both.title) == (first.id, "draft", "Buổi chiều (+1)")
    takes(engine, editor, both, "submit")
    assert standing(engine) == {}
    with pytest.raises(InvalidInput, match="no reason"):
        takes(engine, leader, both, "return")
    takes(engine, leader, both, "return", reason=" Chiều muộn hơn. ")
    [slot_id] = [one for what, one in service.of_proposal(both)[0] if what == "slots"]
    mended = proposed(engine, editor, replace(mine, start="17:30"), slot_id, both.id)
    assert mended.state == "returned"
    takes(engine, editor, mended, "submit")
    done = takes(engine, leader, mended, "approve")
    now = standing(engine)
    assert (done.state, set(now)) == ("approved", {("playlists", list_id), ("slots", slot_id)})
    assert now == service.of_proposal(done)[0]
    line = now["slots", slot_id]
    assert isinstance(line, SlotLine)
    assert (line.start, line.targets.tags, now["playlists", list_id].title) == ("17:30", ["chợ"], "Buổi sáng")  # type: ignore[union-attr]
    with session_scope(engine, writes=False) as session:
        steps = service.steps_of(session, done.id)
    assert [one.act for one in reversed(steps)] == ["write", "edit", "submit", "return", "edit", "submit", "approve"]
    assert [one.reason for one in steps if one.reason] == ["Chiều muộn hơn."]


def test_nobody_puts_their_own_in_force_but_by_the_rule_of_approval(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, leader, deputy = workshop.engine, people["leader"], people["deputy"]
    own = takes(engine, leader, proposed(engine, leader, slot(notice)), "submit")
    with pytest.raises(NotAllowed, match="own work"):
        takes(engine, leader, own, "approve")
    [(_, slot_id)] = service.of_proposal(own)[0]
    proposed(engine, deputy, slot(notice, title="Khác"), slot_id, own.id)
    with pytest.raises(NotAllowed, match="own work"):
        takes(engine, deputy, own, "approve")
    with session_scope(engine) as session:
        rule.let(session, THE_SYSTEM, NORTH, "Ít người", NOW)
        found = service.find(session, leader, own.id)
        assert service.own_rule(session, leader, found) == "rule"
    takes(engine, leader, own, "approve")
    with session_scope(engine, writes=False) as session:
        assert (service.steps_of(session, own.id)[0].own, service.find(session, leader, own.id).state) == (
            "rule",
            "approved",
        )


def test_a_change_of_what_is_in_force_leaves_it_alone_until_it_is_accepted(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor = workshop.engine, people["editor"]
    with session_scope(engine) as session:
        save_slot(session, people["leader"], slot(notice), NOW, "slot-1")
    before = standing(engine)
    later = takes(engine, editor, proposed(engine, editor, slot(notice, start="18:00"), "slot-1"), "submit")
    assert standing(engine) == before
    with session_scope(engine, writes=False) as session:
        [line] = told(session, *service.of_proposal(later), ())
    assert [(one.name.en, one.was and one.was.en, one.now.en) for one in line.differences] == [
        ("When", "Every day, 17:00–17:30", "Every day, 18:00–18:30")
    ]
    takes(engine, people["leader"], later, "approve")
    assert standing(engine) != before


def test_what_was_overtaken_is_refused_and_goes_again_once_it_was_looked_at(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    with session_scope(engine) as session:
        save_slot(session, leader, slot(notice), NOW, "slot-1")
    later = takes(engine, editor, proposed(engine, editor, slot(notice, start="18:00"), "slot-1"), "submit")
    with session_scope(engine) as session:
        save_slot(session, leader, slot(notice, duration_min=10), NOW, "slot-1")
        found = service.find(session, leader, later.id)
        assert service.stale(session, found) == (("slots", "slot-1"),)
        [line] = told(session, *service.of_proposal(found), service.stale(session, found))
        assert line.is_late
    between = standing(engine)
    with pytest.raises(Conflict, match="has changed since this was proposed: “Buổi chiều”"):
        takes(engine, leader, later, "approve")
    assert standing(engine) == between
    proposed(engine, editor, slot(notice, start="18:00", duration_min=10), "slot-1", later.id)
    takes(engine, leader, later, "approve")
    now = standing(engine)["slots", "slot-1"]
    assert isinstance(now, SlotLine)
    assert (now.start, now.end) == ("18:00", "18:10")


def test_what_was_taken_out_of_force_meanwhile_is_overtaken_too(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    with session_scope(engine) as session:
        save_slot(session, leader, slot(notice), NOW, "slot-1")
    later = takes(engine, editor, proposed(engine, editor, slot(notice, start="18:00"), "slot-1"), "submit")
    with session_scope(engine) as session:
        remove_slot(session, leader, "slot-1")
    with pytest.raises(Conflict, match="has changed since"):
        takes(engine, leader, later, "approve")


def test_whoever_judges_must_have_seen_what_stands(workshop: Workshop, people: People, notice: str) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    one = takes(engine, editor, proposed(engine, editor, slot(notice)), "submit")
    looked_at = seen(engine, one)
    [(_, slot_id)] = service.of_proposal(one)[0]
    proposed(engine, editor, slot(notice, title="Khác"), slot_id, one.id)
    with pytest.raises(Conflict, match="changed since you looked"):
        takes(engine, leader, one, "approve", looked_at=looked_at)
    takes(engine, leader, one, "approve", looked_at=seen(engine, one))


def test_what_can_not_stand_any_more_is_told_and_not_put_in_force(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    with session_scope(engine) as session:
        save_playlist(session, leader, PlaylistDraft(NORTH, "Danh sách", (Entry(notice),)), NOW, "list-1")
    one = takes(engine, editor, proposed(engine, editor, slot(None, playlist_id="list-1")), "submit")
    with session_scope(engine) as session:
        remove_playlist(session, leader, "list-1")
    with pytest.raises(InvalidInput, match="no playlist 'list-1'"):
        takes(engine, leader, one, "approve")
    with session_scope(engine) as session:
        found = service.find(session, leader, one.id)
        file = file_of(NORTH, service.of_proposal(found)[0])
        looked = look(session, file, date(2026, 11, 20), "Asia/Ho_Chi_Minh", NOW)
    assert [title for title, _ in looked.refused] == ["Buổi chiều"]
    assert standing(engine) == {}


def test_clashes_are_told_before_it_is_in_force_and_nothing_of_the_look_stays(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor = workshop.engine, people["editor"]
    with session_scope(engine) as session:
        save_slot(session, people["leader"], slot(notice), NOW, "slot-1")
    one = proposed(engine, editor, slot(notice, title="Sau", start="17:10"))
    with session_scope(engine) as session:
        file = file_of(NORTH, service.of_proposal(one)[0])
        looked = look(session, file, date(2026, 11, 20), "Asia/Ho_Chi_Minh", NOW)
    assert [(title, words.en.partition(" (")[0]) for title, words in looked.notices] == [
        ("Sau", "At the same time as 'Buổi chiều'")
    ]
    assert set(standing(engine)) == {("slots", "slot-1")}


def test_a_file_becomes_a_proposal_of_what_it_would_change(workshop: Workshop, people: People, notice: str) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    with session_scope(engine) as session:
        for number in (1, 2):
            save_slot(session, leader, slot(notice, title=f"Khung {number}"), NOW, f"slot-{number}")
        file = export(session, editor, NORTH)
        same = file.model_dump_json(by_alias=True)
        with pytest.raises(InvalidInput, match="Nothing of it differs"):
            service.propose_file(session, editor, same, NOW)
        file.slots[1].title = "Đổi"
        changed = file.model_dump_json(by_alias=True, indent=1)
        made = service.propose_file(session, editor, changed, NOW)
        assert set(service.of_proposal(made)[0]) == {("slots", "slot-2")}
        file.slots[1].rrule = "FREQ=HOURLY"
        with pytest.raises(InvalidInput, match=r"Line \d+: The rule"):
            service.propose_file(session, editor, file.model_dump_json(by_alias=True, indent=1), NOW, made.id)
        file.slots[1].rrule, file.slots[0].title = "FREQ=DAILY", "Cả hai"
        service.propose_file(session, editor, file.model_dump_json(by_alias=True), NOW, made.id)
        assert len(service.of_proposal(made)[0]) == 2
    takes(engine, editor, made, "submit")
    takes(engine, leader, made, "approve")
    assert {line.title for line in standing(engine).values()} == {"Đổi", "Cả hai"}  # type: ignore[union-attr]


def test_a_line_is_left_out_and_nothing_is_not_submitted(workshop: Workshop, people: People, notice: str) -> None:
    engine, editor = workshop.engine, people["editor"]
    one = proposed(engine, editor, slot(notice))
    with session_scope(engine) as session:
        [key] = service.of_proposal(one)[0]
        service.leave_out(session, editor, one.id, key, NOW)
    with pytest.raises(InvalidInput, match="Nothing of it differs"):
        takes(engine, editor, one, "submit")
    takes(engine, editor, one, "discard")
    with pytest.raises(Conflict, match="withdrawn"):
        takes(engine, editor, one, "submit")
    with pytest.raises(Conflict, match="withdrawn"):
        proposed(engine, editor, slot(notice), into=one.id)


def test_who_may_not_is_refused(workshop: Workshop, people: People, notice: str) -> None:
    engine, editor = workshop.engine, people["editor"]
    for actor in (people["technician"], person("editor", SOUTH), person("auditor", NORTH)):
        with pytest.raises(NotAllowed):
            proposed(engine, actor, slot(notice))
    one = takes(engine, editor, proposed(engine, editor, slot(notice)), "submit")
    for actor in (editor, people["second"], people["technician"]):
        for act in ("approve", "return"):
            with pytest.raises(NotAllowed):
                takes(engine, actor, one, act, reason="x")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        takes(engine, person("approver", SOUTH), one, "approve")
    for bad, how in (
        (slot("nothing-here"), {}),
        (slot(notice, unit_id=SOUTH), {"into": one.id}),
        (slot(notice), {"line_id": "slot-none"}),
        (slot(notice), {"into": "plan-none"}),
    ):
        with pytest.raises((InvalidInput, NotFound, NotAllowed)):
            proposed(engine, editor, bad, **how)


def test_lists_tell_what_is_open_what_waits_and_what_to_go_on_with(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor, leader = workshop.engine, people["editor"], people["leader"]
    made = [proposed(engine, editor, slot(notice, title=f"Khung {number}")) for number in range(4)]
    takes(engine, editor, made[0], "submit")
    takes(engine, editor, made[1], "discard")
    with session_scope(engine, writes=False) as session:
        assert [one.id for one in lists.awaiting(session, leader, 9)] == [made[0].id]
        assert (lists.awaiting_count(session, leader), lists.awaiting_count(session, editor)) == (1, 0)
        assert {one.id for one in lists.open_in(session, editor, "", 9)} == {made[0].id, made[2].id, made[3].id}
        assert lists.open_in(session, editor, SOUTH, 9) == []
        draft = lists.own_draft(session, editor, NORTH)
        assert draft is not None
        assert draft.id in {made[2].id, made[3].id}
        assert lists.own_draft(session, people["second"], NORTH) is None
        pages: list[Proposal] = []
        while more := lists.page_of_proposals(session, leader, NORTH, "", pages[-1].id if pages else "", 3):
            pages += more
        assert sorted(one.id for one in pages) == sorted(one.id for one in made)
        assert [one.id for one in lists.page_of_proposals(session, leader, "", "withdrawn", "", 9)] == [made[1].id]
        assert lists.page_of_proposals(session, person("approver", SOUTH), "", "", "", 9) == []


def test_the_steps_only_grow(workshop: Workshop, people: People, notice: str) -> None:
    proposed(workshop.engine, people["editor"], slot(notice))
    for statement in ("UPDATE proposal_step SET reason = 'x'", "DELETE FROM proposal_step"):
        with pytest.raises(DBAPIError, match="only grows"), workshop.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_draft_of_an_unknown_sort_is_named_by_its_own_fields(workshop: Workshop, people: People, notice: str) -> None:
    """Whatever a line will have: what differs is told, and what is new is told where somebody said it."""
    engine, editor = workshop.engine, people["editor"]
    rich: SlotDraft = slot(notice, slot_class="priority", over="duck", resume="restart", active=False)
    made = proposed(engine, editor, rich)
    with session_scope(engine, writes=False) as session:
        [line] = told(session, *service.of_proposal(made), ())
    assert line.is_new
    assert {one.name.en for one in line.differences} == {
        "Plays",
        "When",
        "Where",
        "Days",
        "Order",
        "When loudspeakers play something else",
        "When interrupted",
        "On",
    }


def test_a_layout_is_told_by_its_name(workshop: Workshop, people: People, notice: str) -> None:
    engine, editor = workshop.engine, people["editor"]
    made = proposed(engine, editor, slot(notice, outputs="both", layout="side"))
    with session_scope(engine, writes=False) as session:
        [line] = told(session, *service.of_proposal(made), ())
    [layout] = [one for one in line.differences if one.name.en == "Layout"]
    assert layout.now == TEMPLATES["side"].title
