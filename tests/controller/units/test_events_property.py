"""Whatever happens to units: every board and person is in one unit of today, and the past stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.db import all_tables, engine_of
from controller.devices.models import Device
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.units import events
from controller.units.dated import is_valid, overlap
from controller.units.homes import homes_at
from controller.units.models import Unit
from controller.units.order import NewUnit, Order
from controller.units.service import tree
from protocol.errors import Conflict, InvalidInput
from tests.controller.units.province import ZONE, at, fill

FIRST, BEGUN = date(2020, 1, 1), date(2019, 1, 1)
TREE = {"p": None, "q": None, "a": "p", "b": "p", "c": "q", "a1": "a", "a2": "a", "b1": "b"}
"""Two provinces, three communes, three hamlets: code -> code above. Ids need two letters, so codes are doubled."""


@dataclass
class World:
    """The database, and what an obvious reckoning wrote down of each day before an event."""

    session: Session
    day: date = FIRST
    fresh: int = 0
    homes: dict[date, dict[str, str]] = field(default_factory=dict)
    chains: dict[date, dict[str, list[str]]] = field(default_factory=dict)

    def units(self) -> list[Unit]:
        return [one for one in self.session.exec(select(Unit).order_by(Unit.id)).all() if is_valid(one, self.day)]

    def now(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        homes = {one.id: one.unit_id for one in self.session.exec(select(Device)).all()}
        return homes, {unit.id: self.chain(unit.id, self.day) for unit in self.units()}

    def chain(self, unit_id: str, day: date) -> list[str]:
        return [unit.id for unit in tree(self.session).ancestors(unit_id, day)]

    def remember(self) -> None:
        self.homes[self.day], self.chains[self.day] = self.now()

    def new_code(self) -> str:
        self.fresh += 1
        return f"n{self.fresh}"


@contextmanager
def world() -> Iterator[World]:
    engine = engine_of("sqlite://")
    all_tables().create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        for code, above in TREE.items():
            parent_id = None if above is None else f"{above}{above}-20190101"
            session.add(
                Unit(
                    id=f"{code * 2}-20190101",
                    code=code * 2,
                    name=code,
                    kind="",
                    tier="",
                    parent_id=parent_id,
                    valid_from=BEGUN,
                )
            )
            session.flush()
        fill(session, session.exec(select(Unit)).all(), at(FIRST))
        yield World(session)
    engine.dispose()


@st.composite
def orders(draw: st.DrawFn, here: World, day: date) -> Order:
    """Something that somebody might order, possible or not."""
    units = here.units()
    one = draw(st.sampled_from(units))
    kind = draw(st.sampled_from(("merge", "split", "rename", "move")))
    code = draw(st.sampled_from((one.code, here.new_code())))
    heir = f"{code}-{day:%Y%m%d}"
    if kind == "merge":
        ended = {one.id, *draw(st.sets(st.sampled_from([unit.id for unit in units]), max_size=3))}
        if draw(st.booleans()):
            return Order("merge", day, into=dict.fromkeys(ended, draw(st.sampled_from([unit.id for unit in units]))))
        return Order("merge", day, (NewUnit(code, "m"),), dict.fromkeys(ended, heir))
    if kind == "rename":
        return Order("rename", day, (NewUnit(code, "r"),), {one.id: heir})
    if kind == "move":
        above = draw(st.sampled_from([unit.id for unit in units]))
        return Order("move", day, (NewUnit(one.code, one.name, parent_id=above),), {one.id: f"{one.code}-{day:%Y%m%d}"})
    other = here.new_code()
    parts = (heir, f"{other}-{day:%Y%m%d}")
    return Order("split", day, (NewUnit(code, "s"), NewUnit(other, "t")), parts={one.id: parts})


def answered(draw: st.DrawFn, here: World, order: Order) -> Order:
    """The order with an answer to each question."""
    for _ in range(10):
        asked = events.look(here.session, THE_SYSTEM, order).undecided
        if not asked:
            break
        said = {one.key: draw(st.sampled_from(one.choices)) for one in asked}
        order = Order(order.kind, order.effective, order.begins, order.into, order.parts, {**order.placed, **said})
    return order


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_events_keep_what_must_hold(data: st.DataObject) -> None:
    with world() as here:
        people = {one.login for one in here.session.exec(select(User)).all()}
        origins = dict(here.session.exec(select(Content.id, Content.unit_id)).all())
        for _ in range(data.draw(st.integers(1, 5), label="events")):
            here.remember()
            here.day += timedelta(days=data.draw(st.integers(1, 400), label="days"))
            order = data.draw(orders(here, here.day), label="order")
            nested = here.session.begin_nested()
            try:
                order = answered(data.draw, here, order)
                events.order_event(here.session, THE_SYSTEM, order, at(here.day), ZONE)
                nested.commit()
            except (InvalidInput, Conflict):
                nested.rollback()
            check(here, people, origins)


def check(here: World, people: set[str], origins: Mapping[str, str]) -> None:
    units = {unit.id: unit for unit in here.session.exec(select(Unit)).all()}
    for one, other in combinations(units.values(), 2):
        assert one.code != other.code or not overlap(one, other)
    for device in here.session.exec(select(Device)).all():
        assert is_valid(units[device.unit_id], here.day)
    found = here.session.exec(select(User).where(col(User.login).in_(people))).all()
    assert {one.login for one in found} == people
    assert all(is_valid(units[one.unit_id], here.day) for one in found)
    assert dict(here.session.exec(select(Content.id, Content.unit_id)).all()) == origins
    for unit in here.units():
        chain = here.chain(unit.id, here.day)
        assert len(set(chain)) == len(chain)
        assert units[chain[-1]].parent_id is None
        assert all(is_valid(units[above], here.day) for above in chain)
    for day, homes in here.homes.items():
        assert homes_at(here.session, at(day)) == homes
        assert {one: here.chain(one, day) for one in here.chains[day]} == here.chains[day]
