"""Two at once: one of them is first, the other is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from controller.approval import jobs as approval_jobs
from controller.approval import service
from controller.approval.jobs import take_off, take_steps
from controller.bulletins import jobs as bulletins_jobs
from controller.bulletins.draft import Edited
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.workshop import Workshop
from protocol.errors import Conflict, RaoError
from tests.controller.approval.conftest import People, Writing
from tests.controller.approval.test_steps import seen, steps


@pytest.fixture(autouse=True)
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step is taken as by a process of its own: nothing but the database keeps them apart."""
    for jobs in (approval_jobs, bulletins_jobs):
        monkeypatch.setattr(jobs, "between_statements", session_scope)


def at_once(*works: Callable[[], object]) -> list[str]:
    """What became of each: ``done``, or the name of its refusal."""
    barrier, said = Barrier(len(works)), [""] * len(works)

    def run(number: int, work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
            said[number] = "done"
        except RaoError as refused:
            said[number] = type(refused).__name__

    threads = [Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


@pytest.mark.parametrize("turn", range(3))
def test_two_leaders_approve_once(workshop: Workshop, people: People, writing: Writing, turn: int) -> None:
    content = writing(people["editor"])
    looked_at = seen(workshop, content)

    def approve(who: str) -> Callable[[], object]:
        return lambda: take_steps(workshop, people[who], content.id, ["approve"], looked_at)

    said = at_once(*(approve(who) for who in ("leader", "deputy", "leader", "deputy")))
    assert Counter(said) == {"done": 1, "Conflict": 3}
    assert [one.act for one in steps(workshop, content)].count("approve") == 1


@pytest.mark.parametrize("turn", range(3))
def test_one_approves_and_one_returns(workshop: Workshop, people: People, writing: Writing, turn: int) -> None:
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    said = at_once(
        lambda: take_steps(workshop, people["leader"], content.id, ["approve", "publish"], looked_at),
        lambda: take_steps(workshop, people["deputy"], content.id, ["return"], looked_at, "Chưa đúng."),
    )
    assert Counter(said) == {"done": 1, "Conflict": 1}


@pytest.mark.parametrize("turn", range(3))
def test_what_is_edited_meanwhile_is_not_approved(
    workshop: Workshop, people: People, writing: Writing, turn: int
) -> None:
    content = writing(people["editor"])
    looked_at = seen(workshop, content)
    said = at_once(
        lambda: take_steps(workshop, people["leader"], content.id, ["approve", "publish"], looked_at),
        lambda: writing(people["editor"], "Họp lúc 20 giờ.", edits=Edited(content.id, looked_at)),
    )
    assert Counter(said) == {"done": 1, "Conflict": 1}
    last = steps(workshop, content)[-1]
    assert (last.act, last.to_state) in (("publish", "published"), ("edit", "submitted"))


@pytest.mark.parametrize("turn", range(3))
def test_two_editors_write_over_nobody(workshop: Workshop, people: People, writing: Writing, turn: int) -> None:
    content = writing(people["editor"], upto="draft")
    looked_at = seen(workshop, content)

    def change(who: str) -> Callable[[], object]:
        edits = Edited(content.id, looked_at)
        return lambda: writing(people[who], f"Của {who}.", edits=edits, upto="draft")

    assert Counter(at_once(change("editor"), change("leader"))) == {"done": 1, "Conflict": 1}


def test_withdrawn_twice_at_once_is_withdrawn_once(workshop: Workshop, people: People, writing: Writing) -> None:
    content = writing(people["editor"])
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))
    said = at_once(*(lambda: take_off(workshop, people["leader"], content.id) for _ in range(3)))
    assert set(said) == {"done"}
    assert [one.act for one in steps(workshop, content)].count("withdraw") == 1


def test_a_step_that_waits_for_another_sees_what_it_did(workshop: Workshop, people: People, writing: Writing) -> None:
    """The second reads the row only once the first is through, not before."""
    content = writing(people["editor"])
    with session_scope(workshop.engine) as first:
        held = first.get_one(Content, content.id)
        service.take(first, people["leader"], held, "approve", 1)
        said: list[str] = []
        looked_at = service.seen(first, held)

        def approve() -> object:
            return take_steps(workshop, people["deputy"], content.id, ["approve"], looked_at)

        waiting = Thread(target=lambda: said.extend(at_once(approve)))
        waiting.start()
    waiting.join(60)
    assert said == [Conflict.__name__]
