"""Two at once, and a unit that ends while something waits: one is first, the other is told."""

from __future__ import annotations

from collections import Counter

import pytest

from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.proposals import lists
from controller.schedules.service import save_slot
from protocol.errors import InvalidInput
from tests.controller.approval.test_merger import merge, moved
from tests.controller.approval.test_races import at_once
from tests.controller.proposals.proposing import NOW, proposed, seen, slot, standing, takes

People = dict[str, Actor]


@pytest.mark.parametrize("turn", range(2))
def test_two_leaders_put_it_in_force_once(workshop: Workshop, people: People, notice: str, turn: int) -> None:
    engine, editor = workshop.engine, people["editor"]
    one = takes(engine, editor, proposed(engine, editor, slot(notice)), "submit")
    looked_at = seen(engine, one)
    said = at_once(
        lambda: takes(engine, people["leader"], one, "approve", looked_at=looked_at),
        lambda: takes(engine, people["deputy"], one, "approve", looked_at=looked_at),
        lambda: takes(engine, people["deputy"], one, "return", looked_at=looked_at, reason="Sửa giờ."),
    )
    assert Counter(said) == {"done": 1, "Conflict": 2}


@pytest.mark.parametrize("turn", range(2))
def test_of_two_proposals_of_one_slot_the_second_is_overtaken(
    workshop: Workshop, people: People, notice: str, turn: int
) -> None:
    engine, leader = workshop.engine, people["leader"]
    with session_scope(engine) as session:
        save_slot(session, leader, slot(notice), NOW, "slot-1")
    first, second = (
        takes(engine, people[who], proposed(engine, people[who], slot(notice, start=start), "slot-1"), "submit")
        for who, start in (("editor", "18:00"), ("second", "19:00"))
    )
    said = at_once(
        lambda: takes(engine, leader, first, "approve"), lambda: takes(engine, people["deputy"], second, "approve")
    )
    assert Counter(said) == {"done": 1, "Conflict": 1}
    [line] = standing(engine).values()
    assert line.start == ("18:00" if said[0] == "done" else "19:00")  # type: ignore[union-attr]


def test_after_a_merger_the_heirs_judge_changes_and_nothing_new_begins_in_a_unit_that_is_no_more(
    workshop: Workshop, people: People, notice: str
) -> None:
    engine, editor = workshop.engine, people["editor"]
    with session_scope(engine) as session:
        save_slot(session, people["leader"], slot(notice), NOW, "slot-1")
    change = takes(engine, editor, proposed(engine, editor, slot(notice, start="18:00"), "slot-1"), "submit")
    new = takes(engine, editor, proposed(engine, editor, slot(notice, title="Mới")), "submit")
    merge(workshop)
    leader = moved(workshop, people["leader"])
    with session_scope(engine, writes=False) as session:
        assert {one.id for one in lists.awaiting(session, leader, 9)} == {change.id, new.id}
    takes(engine, leader, change, "approve")
    with pytest.raises(InvalidInput, match="'Mới'"):
        takes(engine, leader, new, "approve")
    assert [line.start for line in standing(engine).values()] == ["18:00"]  # type: ignore[union-attr]
