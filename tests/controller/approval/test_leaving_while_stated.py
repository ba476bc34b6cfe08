"""Something leaves the air while devices are being told of it: whoever was told is counted, and told the end of it."""

from __future__ import annotations

from threading import Thread

import msgspec
import pytest
from sqlalchemy import Engine, event

from controller.approval.gone import counted, devices_of
from controller.approval.jobs import take_off, take_steps
from controller.bulletins.draft import Edited
from controller.bulletins.models import Content
from controller.clock import wall_ms
from controller.db import session_scope
from controller.documents import service as documents
from controller.library.workshop import Workshop
from controller.publishing.jobs import republish
from protocol.documents import Desired
from protocol.errors import Conflict
from tests.controller.approval.conftest import People, Writing
from tests.controller.approval.test_races import at_once
from tests.controller.approval.test_steps import PACE, seen, steps

ALL = {"led", "board"}


def ready(workshop: Workshop, people: People, writing: Writing) -> Content:
    """On the air, and no device was told yet."""
    republish(workshop, PACE)
    content = writing(people["editor"])
    return take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))


def had(workshop: Workshop, content: Content) -> int:
    with session_scope(workshop.engine, writes=False) as session:
        return counted(devices_of(session, workshop.store, content.id, wall_ms())).of


def have(workshop: Workshop, content: Content) -> set[str]:
    """Who is told it now."""
    with session_scope(workshop.engine, writes=False) as session:
        rows = [documents.find(session, "desired", one) for one in ALL]
    told = {row.aud: msgspec.json.decode(row.body, type=Desired).manifest for row in rows if row}
    found = {aud: workshop.store.path_of(blob.sha256).read_text() for aud, blob in told.items() if blob}
    return {aud for aud, manifest in found.items() if content.id in manifest}


class Before:
    """Begins something in a thread before a certain statement of another; by itself each is one transaction."""

    def __init__(self, engine: Engine, number: int, thread: Thread) -> None:
        self._engine, self._left, self._thread = engine, number, thread

    def __call__(self, *_: object) -> None:
        if self._left == 0 and not self._thread.is_alive() and self._thread.ident is None:
            self._thread.start()
            self._thread.join(0.05)
        self._left -= 1

    def __enter__(self) -> Before:
        event.listen(self._engine, "before_cursor_execute", self)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self)


@pytest.mark.long
@pytest.mark.parametrize("leaving", ["withdrawn", "edited"])
def test_before_any_statement_of_telling_it_leaves_and_all_who_were_told_are_counted(
    workshop: Workshop, people: People, writing: Writing, leaving: str
) -> None:
    content, number, begun = ready(workshop, people, writing), 0, True
    while begun:
        thread = Thread(target=lambda: leave(workshop, people, writing, content, leaving))
        with Before(workshop.engine, number, thread):
            republish(workshop, PACE)
        begun = thread.ident is not None
        if begun:
            thread.join(60)
        told = have(workshop, content)
        assert had(workshop, content) >= len(told), "who has it is known, whoever was first"
        republish(workshop, PACE)
        if not begun:
            break
        assert have(workshop, content) == set()
        number += 1
        back(workshop, people, content)
    assert number > 10


def leave(workshop: Workshop, people: People, writing: Writing, content: Content, leaving: str) -> None:
    if leaving == "withdrawn":
        take_off(workshop, people["leader"], content.id)
    else:
        text = f"Họp lúc {len(steps(workshop, content))} giờ."
        writing(people["editor"], text, edits=Edited(content.id, seen(workshop, content)))


def back(workshop: Workshop, people: People, content: Content) -> None:
    """On the air again, and again nobody was told yet."""
    if steps(workshop, content)[-1].to_state == "withdrawn":
        take_steps(workshop, people["editor"], content.id, ["submit"], seen(workshop, content))
    take_steps(workshop, people["leader"], content.id, ["approve", "publish"], seen(workshop, content))


@pytest.mark.parametrize("turn", range(3))
def test_edited_and_submitted_at_once(workshop: Workshop, people: People, writing: Writing, turn: int) -> None:
    """A leader never judges anything but what somebody handed in as they saw it."""
    content = writing(people["editor"], upto="draft")
    looked_at = seen(workshop, content)
    said = at_once(
        lambda: take_steps(workshop, people["editor"], content.id, ["submit"], looked_at),
        lambda: writing(people["leader"], "Khác.", edits=Edited(content.id, looked_at), upto="draft"),
    )
    assert sorted(said) == ["Conflict", "done"]
    with pytest.raises(Conflict):
        take_steps(workshop, people["deputy"], content.id, ["approve"], looked_at)


def test_withdrawn_and_published_again_at_once(workshop: Workshop, people: People, writing: Writing) -> None:
    content = ready(workshop, people, writing)
    looked_at = seen(workshop, content)
    said = at_once(
        lambda: take_off(workshop, people["leader"], content.id),
        lambda: take_steps(workshop, people["deputy"], content.id, ["publish"], looked_at),
        lambda: republish(workshop, PACE),
        lambda: republish(workshop, PACE),
    )
    assert {said[0], said[2], said[3]} == {"done"}
    republish(workshop, PACE)
    assert have(workshop, content) == set(), "it is withdrawn, whoever was first"
