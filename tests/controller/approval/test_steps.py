"""Steps of contents: who may, what they lead to, and what is refused in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from controller.approval import rule, service
from controller.approval.jobs import take_off, take_steps
from controller.approval.lists import awaiting, awaiting_count, mine, standing_of, stands
from controller.approval.models import ApprovalStep, SelfApproval
from controller.audit.service import check
from controller.bulletins.draft import Edited, Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content, Rendition
from controller.bulletins.service import page_of_contents
from controller.db import session_scope
from controller.db.models import AuditEntry
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.service import add_grant, set_disabled
from controller.publishing.jobs import republish
from controller.publishing.survey import Pace
from controller.recordings.jobs import record, remove_recording
from media.sound import write_wav
from media.specimen import make_clip
from protocol.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.controller.approval.conftest import TODAY, People, Writing, account
from tests.controller.places import CITY, NORTH, SOUTH

PACE = Pace(60.0, 30.0, "Asia/Ho_Chi_Minh")


def seen(workshop: Workshop, content: Content) -> str:
    with session_scope(workshop.engine, writes=False) as session:
        return service.seen(session, session.get_one(Content, content.id))


def steps(workshop: Workshop, content: Content) -> list[ApprovalStep]:
    with session_scope(workshop.engine, writes=False) as session:
        return list(service.steps_of(session, content.id))[::-1]


def acts(workshop: Workshop, content: Content) -> list[tuple[str, str, str]]:
    return [(one.act, one.to_state, one.own) for one in steps(workshop, content)]


def test_from_a_draft_to_the_air_and_off_it(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"], upto="draft")
    assert content.state == "draft"
    take_steps(workshop, people["editor"], content.id, ["submit"], seen(workshop, content))
    take_steps(workshop, people["leader"], content.id, ["return"], seen(workshop, content), "Thiếu giờ.")
    returned = steps(workshop, content)[-1]
    assert (returned.to_state, returned.reason, returned.by) == ("returned", "Thiếu giờ.", people["leader"].user_id)
    mended = writing(
        people["editor"], "Họp lúc 20 giờ.", edits=Edited(content.id, seen(workshop, content)), upto="submitted"
    )
    assert (mended.id, mended.state) == (content.id, "submitted")
    on_air = take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    assert (on_air.state, on_air.published_at_ms > 0) == ("published", True)
    assert take_off(workshop, people["deputy"], content.id).state == "withdrawn"
    assert acts(workshop, content) == [
        ("write", "draft", ""),
        ("submit", "submitted", ""),
        ("return", "returned", ""),
        ("edit", "returned", ""),
        ("submit", "submitted", ""),
        ("approve", "approved", ""),
        ("publish", "published", ""),
        ("withdraw", "withdrawn", ""),
    ]
    with session_scope(workshop.engine, writes=False) as session:
        assert check(session)[1] == []


def test_an_editor_who_publishes_waits_for_somebody(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    assert acts(workshop, content) == [("write", "draft", ""), ("submit", "submitted", "")]
    assert republish(workshop, PACE) == 2
    with session_scope(workshop.engine, writes=False) as session:
        assert [one.id for one in awaiting(session, people["leader"], "", 10)] == [content.id]
        assert awaiting_count(session, people["leader"]) == 1
        assert awaiting_count(session, people["editor"]) == 0
        assert [one.id for one in mine(session, people["editor"], "", 10)] == [content.id]
        assert mine(session, people["leader"], "", 10) == []


def test_nobody_approves_their_own(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["leader"])
    assert content.state == "submitted"
    with pytest.raises(NotAllowed, match="own work"):
        take_steps(workshop, people["leader"], content.id, ["approve"], seen(workshop, content))
    take_steps(workshop, people["deputy"], content.id, ["approve"], seen(workshop, content))
    take_steps(workshop, people["leader"], content.id, ["publish"], seen(workshop, content))


def test_nor_what_they_changed_since_it_was_approved(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"], upto="submitted")
    changed = writing(people["leader"], "Họp lúc 21 giờ.", edits=Edited(content.id, seen(workshop, content)))
    assert (changed.id, changed.state) == (content.id, "submitted")
    with pytest.raises(NotAllowed, match="own work"):
        take_steps(workshop, people["leader"], content.id, ["approve"], seen(workshop, content))
    take_steps(workshop, people["deputy"], content.id, ["approve", "publish"], seen(workshop, content))
    again = writing(people["editor"], "Họp lúc 22 giờ.", edits=Edited(content.id, seen(workshop, content)))
    assert again.state == "submitted"
    take_steps(workshop, people["leader"], content.id, ["approve"], seen(workshop, content))


def test_the_only_one_who_may_approves_their_own_and_it_is_written_down(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    with session_scope(workshop.engine) as session:
        for login in ("deputy", "chief"):
            set_disabled(session, THE_SYSTEM, people[login].user_id or 0, disabled=True)
    content = writing(people["leader"])
    assert acts(workshop, content)[1:] == [
        ("submit", "submitted", ""),
        ("approve", "approved", "only"),
        ("publish", "published", ""),
    ]
    with session_scope(workshop.engine) as session:
        add_grant(session, THE_SYSTEM, people["editor"].user_id or 0, "approver", NORTH)
    assert writing(people["leader"], "Khác.").state == "submitted"


def test_a_rule_of_the_unit_or_one_above_lets_them_while_it_stands(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    with session_scope(workshop.engine) as session:
        with pytest.raises(NotAllowed):
            rule.let(session, people["leader"], NORTH, "Ít người", 1)
        with pytest.raises(InvalidInput, match="reason"):
            rule.let(session, people["chief"], CITY, "  ", 1)
        rule.let(session, people["chief"], CITY, "Ít người", 1)
        with pytest.raises(Conflict):
            rule.let(session, people["chief"], CITY, "Ít người", 2)
    first = writing(people["leader"])
    assert ("approve", "approved", "rule") in acts(workshop, first)
    with session_scope(workshop.engine) as session:
        rule.end(session, people["chief"], CITY, 5)
        with pytest.raises(NotFound):
            rule.end(session, people["chief"], CITY, 6)
        rule.let(session, people["chief"], SOUTH, "Ít người", 7)
    assert writing(people["leader"], "Khác.").state == "submitted"
    with session_scope(workshop.engine, writes=False) as session:
        assert [(one.unit_id, one.ended_at_ms) for one in rule.rules_of(session, people["chief"])] == [
            (SOUTH, None),
            (CITY, 5),
        ]
        trail = session.exec(select(AuditEntry).where(AuditEntry.kind == SelfApproval.__tablename__)).all()
        assert [one.action for one in trail] == ["added", "changed", "added"]


def test_the_program_does_by_rule_and_it_is_written_down(workshop: Workshop, writing: Writing) -> None:
    assert acts(workshop, writing(THE_SYSTEM))[2] == ("approve", "approved", "program")


def test_what_changed_since_is_not_approved(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    writing(people["editor"], "Họp lúc 20 giờ.", edits=Edited(content.id, looked_at))
    with pytest.raises(Conflict, match="changed since"):
        take_steps(workshop, people["leader"], content.id, ["approve"], looked_at)
    with pytest.raises(Conflict, match="changed since"):
        writing(people["editor"], "Họp lúc 21 giờ.", edits=Edited(content.id, looked_at))


def test_a_double_click_approves_once(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    take_steps(workshop, people["leader"], content.id, ["approve"], looked_at)
    for leader in ("leader", "deputy"):
        with pytest.raises(Conflict, match="approved"):
            take_steps(workshop, people[leader], content.id, ["approve"], looked_at)


def test_all_or_none_of_the_steps_of_one_click(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    with pytest.raises(Conflict):
        take_steps(workshop, people["leader"], content.id, ["approve", "approve"], seen(workshop, content))
    assert [one.act for one in steps(workshop, content)] == ["write", "submit"]


def test_a_return_says_why(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    for reason in ("", "  ", "x" * 1_001):
        with pytest.raises(InvalidInput, match="returned"):
            take_steps(workshop, people["leader"], content.id, ["return"], seen(workshop, content), reason)


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ({"slot_class": "priority"}, "submitted"),
        ({"title": "Tên khác"}, "submitted"),
        ({"source": "Trạm Y tế"}, "submitted"),
        ({"last_date": TODAY}, "submitted"),
        ({"gain_db": -3.0}, "submitted"),
        ({"language": "en"}, "submitted"),
        ({"full_screen": True}, "published"),
        ({"resume": "restart"}, "published"),
        ({}, "published"),
    ],
)
def test_what_counts_is_judged_anew_and_what_does_not_stays_on_the_air(
    workshop: Workshop, people: People, writing: Writing, how: dict[str, object], state: str
) -> None:
    content = writing(people["editor"])
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    if "resume" in how:
        with session_scope(workshop.engine) as session:
            held = session.get_one(Content, content.id)
            before = service.judged(session, held)
            held.resume = str(how["resume"])
            service.changed(session, people["editor"], held, before, 1)
            assert held.state == state
        return
    again = writing(people["editor"], edits=Edited(content.id, seen(workshop, content)), **how)
    assert again.state == state
    last = steps(workshop, content)[-1]
    assert last.act == ("publish" if not how else "touch" if state == "published" else "edit")


def test_the_same_again_by_an_editor_stays_on_the_air(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    assert writing(people["editor"]).state == "published"
    assert writing(people["editor"], slot_class="live").state == "submitted"


def test_what_was_edited_into_other_words_is_not_written_over_by_its_first(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = writing(people["editor"])
    edited = writing(people["editor"], "Họp lúc 20 giờ.", edits=Edited(content.id, seen(workshop, content)))
    first_again = writing(people["editor"])
    assert first_again.id not in (content.id, "")
    assert edited.id == content.id
    assert writing(people["editor"], "Họp lúc 20 giờ.").id == content.id


def test_a_content_of_another_kind_does_not_take_its_place(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    with session_scope(workshop.engine) as session:
        held = writing(people["editor"])
        session.get_one(Content, held.id).kind = "picture"
    with pytest.raises(InvalidInput, match="another kind"):
        writing(people["editor"], edits=Edited(held.id, seen(workshop, held)))


@pytest.mark.parametrize("who", ["technician", "stranger"])
def test_who_may_not_write_there_changes_nothing(
    workshop: Workshop, people: People, writing: Writing, who: str
) -> None:
    with session_scope(workshop.engine) as session:
        people["stranger"] = account(session, "stranger", "administrator", SOUTH)
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    for act in service.BY_HAND:
        with pytest.raises((NotAllowed, NotFound)):
            take_steps(workshop, people[who], content.id, [act], looked_at, "vì")
    with pytest.raises((NotAllowed, NotFound)):
        writing(people[who], "Khác.", edits=Edited(content.id, looked_at))
    assert len(steps(workshop, content)) == 2


def test_moving_it_to_another_unit_takes_the_right_in_both(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    content = writing(people["editor"])
    with pytest.raises(NotAllowed):
        writing(people["editor"], unit_id=SOUTH, edits=Edited(content.id, seen(workshop, content)))
    moved = writing(people["chief"], unit_id=SOUTH, edits=Edited(content.id, seen(workshop, content)))
    assert (moved.id, moved.unit_id) == (content.id, SOUTH)


def test_what_one_may_do_now_is_told(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])

    def told(who: Actor) -> set[str]:
        with session_scope(workshop.engine, writes=False) as session:
            return set(service.acts_of(session, who, session.get_one(Content, content.id)))

    assert told(people["editor"]) == {"edit", "take_back"}
    assert told(people["leader"]) == {"edit", "take_back", "approve", "return"}
    assert told(people["technician"]) == set()
    take_steps(workshop, people["leader"], content.id, ["approve"], seen(workshop, content))
    assert told(people["leader"]) == {"edit", "return", "publish", "withdraw"}


def test_lists_tell_standings_apart(workshop: Workshop, people: People, writing: Writing) -> None:
    contents = {
        "draft": writing(people["editor"], "a", upto="draft"),
        "submitted": writing(people["editor"], "b"),
        "published": writing(THE_SYSTEM, "c", last_date=TODAY),
        "expired": writing(THE_SYSTEM, "d", last_date=TODAY, first_date=TODAY),
    }
    with session_scope(workshop.engine) as session:
        over = session.get_one(Content, contents["expired"].id)
        over.first_date = over.last_date = TODAY.replace(day=21)
    with session_scope(workshop.engine, writes=False) as session:
        for standing, content in contents.items():
            found = page_of_contents(session, people["chief"], "", 10, stands(standing, TODAY))  # type: ignore[arg-type]
            assert [one.id for one in found] == [content.id], standing
            assert standing_of(found[0], TODAY) == standing
        assert page_of_contents(session, people["chief"], "", 10, stands("returned", TODAY)) == []


def test_the_queue_begins_with_what_waits_longest_and_goes_on_page_by_page(
    workshop: Workshop, people: People, writing: Writing
) -> None:
    ids = [writing(people["editor"], text).id for text in ("một", "hai", "ba")]
    with session_scope(workshop.engine) as session:
        for content_id in ids:
            session.get_one(Content, content_id).changed_at_ms = 7
    with session_scope(workshop.engine, writes=False) as session:
        first = awaiting(session, people["leader"], "", 2)
        rest = awaiting(session, people["leader"], first[-1].id, 2)
        assert [one.id for one in (*first, *rest)] == sorted(ids)


def test_steps_can_be_neither_changed_nor_removed(workshop: Workshop, writing: Writing) -> None:
    writing(THE_SYSTEM)
    for statement in ("UPDATE approval_step SET reason = 'x'", "DELETE FROM approval_step"):
        with pytest.raises(DBAPIError, match="only grows"), workshop.engine.begin() as connection:
            connection.execute(sql(statement))


def test_no_second_step_follows_the_same_one(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    last = steps(workshop, content)[-1]
    with pytest.raises(DBAPIError), session_scope(workshop.engine) as session:
        session.add(ApprovalStep(**last.model_dump()))
        session.flush()


def test_a_narrowed_program_approves_no_more_than_it_may(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    grant = people["editor"].grants[0]
    with pytest.raises(NotAllowed):
        take_steps(workshop, replace(people["leader"], within=grant), content.id, ["approve"], seen(workshop, content))


def test_a_recording_is_judged_like_what_it_says(
    workshop: Workshop, people: People, writing: Writing, tmp_path: Path
) -> None:
    times_s = np.arange(2 * 48_000) / 48_000
    path = tmp_path / "doc.wav"
    write_wav((0.3 * np.sin(2 * np.pi * 440 * times_s)).astype(np.float32), path)
    content = writing(people["editor"])
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    began_ms = now(workshop, content).published_at_ms
    record(workshop, people["editor"], content.id, "km", Upload(path, path.name))
    assert now(workshop, content).state == "submitted"
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    remove_recording(workshop, THE_SYSTEM, content.id, "km")
    again = now(workshop, content)
    assert (again.state, again.published_at_ms >= began_ms) == ("published", True)
    assert [one.act for one in steps(workshop, content)][-4:] == ["publish", "edit", "approve", "publish"]


def test_a_draft_is_recorded_before_anybody_judges_it(
    workshop: Workshop, people: People, writing: Writing, tmp_path: Path
) -> None:
    path = tmp_path / "doc.wav"
    write_wav((0.3 * np.sin(np.arange(2 * 48_000) / 20)).astype(np.float32), path)
    content = writing(people["editor"], upto="draft")
    record(workshop, people["editor"], content.id, "km", Upload(path, path.name))
    assert acts(workshop, content) == [("write", "draft", ""), ("edit", "draft", "")]


def now(workshop: Workshop, content: Content) -> Content:
    with session_scope(workshop.engine, writes=False) as session:
        return session.get_one(Content, content.id)


def test_a_clip_that_is_called_otherwise_is_not_made_again(workshop: Workshop, people: People, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    make_clip(path, duration_ms=500, width_px=160, height_px=96)
    options, upload = Options(first_date=TODAY, upto="submitted"), Upload(path, "Bình minh.mp4")
    [content] = publish_files(workshop, people["editor"], [upload], NORTH, options)
    edits = Edited(content.id, seen(workshop, content))
    renamed = replace(options, title="Hoàng hôn", edits=edits)
    [again] = publish_files(workshop.with_worker(), people["editor"], [], NORTH, renamed)
    assert (again.id, again.title) == (content.id, "Hoàng hôn")
    with session_scope(workshop.engine, writes=False) as session:
        assert session.exec(select(Rendition.content_id)).all() == [content.id]
