"""Whatever is published, offered, answered and merged: each board plays what a slow and obvious reckoning says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.db import engine_of, session_scope
from controller.devices.models import Device
from controller.library.store import FolderStore
from controller.offers.models import ContentAnswer, ContentTarget
from controller.people.actor import THE_SYSTEM
from controller.units import events
from controller.units.models import Merger, Unit
from controller.units.order import NewUnit, Order
from protocol.errors import Conflict, InvalidInput
from tests.controller.databases import fill_with_tables
from tests.controller.offers.land import HASHES, NOW_MS, TODAY, TREE, ZONE, lay_out, manifests, put, state, to

CODES = sorted(TREE)
OWNERS = ("pp", "pp", "pp", "gg", "cc")
SEEN = (HASHES[0], HASHES[0], HASHES[0], HASHES[1])


@contextmanager
def land() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        fill_with_tables(f"sqlite:///{folder}/land.sqlite3")
        engine = engine_of(f"sqlite:///{folder}/land.sqlite3")
        with session_scope(engine) as session:
            lay_out(session)
        yield engine
        engine.dispose()


@dataclass
class Oracle:
    """Everything read into plain lists; nothing is looked up cleverly and nothing of the controller is asked."""

    units: dict[str, Unit]
    into: list[tuple[str, str]]
    targets: list[tuple[str, str]]
    answers: list[ContentAnswer]

    def plays(self, content: Content, unit_id: str) -> bool:
        """Whether boards of this unit play it."""
        above = self.above(unit_id)
        if content.unit_id not in above:
            return False
        aims = [target for of, target in self.targets if of == content.id]
        if aims and not any(set(above) & self.become(aim) for aim in aims):
            return False
        if content.flow == "direct":
            return True
        line = above[: above.index(content.unit_id)]
        if not line:
            return True
        said = [self.said(content, one) for one in line]
        return next((one for one in said if one is not None), False)

    def above(self, unit_id: str) -> list[str]:
        """The unit and those above it: every code has one version at a time here."""
        chain = [unit_id]
        while (parent := self.units[chain[-1]].parent_id) is not None:
            chain.append(parent)
        return chain

    def become(self, unit_id: str) -> set[str]:
        """The unit, and whatever came of it."""
        found = {unit_id}
        for _ in self.into:
            found |= {into for source, into in self.into if source in found}
        return found

    def said(self, content: Content, unit_id: str) -> bool | None:
        for one in self.answers:
            if (one.content_id, one.unit_id, one.mark) == (content.id, unit_id, content.original_sha256):
                return one.accepted
        sources = [source for source, into in self.into if into == unit_id]
        begun = self.units[unit_id].valid_from
        if not sources or any((self.units[one].valid_to or TODAY) >= begun for one in sources):
            return None
        said = {self.said(content, one) for one in sources}
        return said.pop() if len(said) == 1 else None


def oracle(session: Session) -> Oracle:
    units = {one.id: one for one in session.exec(select(Unit)).all()}
    into = list(session.exec(select(Merger.from_id, Merger.into_id)).all())
    targets = list(session.exec(select(ContentTarget.content_id, ContentTarget.unit_id)).all())
    return Oracle(units, into, targets, list(session.exec(select(ContentAnswer)).all()))


def publish(data: st.DataObject, session: Session, number: int) -> None:
    """Something of one unit to some below it."""
    code = data.draw(st.sampled_from(OWNERS), label="of")
    below = [one for one in CODES if is_below(one, code)]
    chosen = data.draw(st.lists(st.sampled_from(below), max_size=3), label="to")
    offered = data.draw(st.sampled_from((True, True, False)), label="offered")
    content = put(session, code, f"Tin {number}", to(*chosen, offered=offered))
    for answering in data.draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=6, unique=True), label="by"):
        accepted, seen = data.draw(st.sampled_from((True, True, False))), data.draw(st.sampled_from(SEEN), label="seen")
        row = ContentAnswer(
            content_id=content.id, unit_id=f"{answering}-20200101", accepted=accepted, mark=seen, answered_at_ms=0
        )
        session.add(row)
    session.flush()


def is_below(code: str, other: str) -> bool:
    at: str | None = code
    while at is not None and at != other:
        at = TREE[at]
    return at is not None


def change(data: st.DataObject, session: Session, number: int) -> None:
    """A merger or another name, if that is possible, of units that publish nothing and have nobody below who does: who
    hears what those leave is another rule (:mod:`controller.units.audience`).
    """
    day = TODAY - timedelta(days=10 - number)
    open_units = session.exec(select(Unit.id).where(col(Unit.valid_to).is_(None)).order_by(Unit.id)).all()
    publishing = session.exec(select(Content.unit_id)).all()
    staying = {above for one in publishing for above in oracle(session).above(one)}
    ending = [one for one in open_units if one not in staying]
    if not ending:
        return
    first = data.draw(st.sampled_from(ending), label="ends")
    others = data.draw(st.lists(st.sampled_from(ending), max_size=2, unique=True), label="with")
    new = f"n{number}"
    order = Order("merge", day, (NewUnit(new, new),), dict.fromkeys({first, *others}, f"{new}-{day:%Y%m%d}"))
    if data.draw(st.booleans(), label="into one that goes on"):
        order = Order("merge", day, into={first: data.draw(st.sampled_from(open_units), label="into")})
    nested = session.begin_nested()
    try:
        events.order_event(session, THE_SYSTEM, order, NOW_MS, ZONE)
        nested.commit()
    except (InvalidInput, Conflict):
        nested.rollback()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_each_board_plays_what_is_meant_for_it(data: st.DataObject) -> None:
    with land() as engine, tempfile.TemporaryDirectory() as folder:
        store, numbers = FolderStore(Path(folder)), count()
        with session_scope(engine) as session:
            for _ in range(data.draw(st.integers(1, 4), label="contents")):
                publish(data, session, next(numbers))
            for number in range(data.draw(st.integers(0, 4), label="events")):
                change(data, session, number)
        state(engine, store)
        found = {board: {item.id for item in told.items} for board, told in manifests(engine, store).items()}
        with session_scope(engine, writes=False) as session:
            slow, contents = oracle(session), session.exec(select(Content)).all()
            homes = dict(session.exec(select(Device.id, Device.unit_id)).all())
        wanted = {board: {one.id for one in contents if slow.plays(one, home)} for board, home in homes.items()}
        assert found == wanted
