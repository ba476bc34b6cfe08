"""The two states of the province that the plan was made for, and the merger of 111 communes into 40 units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, select

from controller.bulletins.models import Content
from controller.db import session_scope
from controller.devices.models import Device, PlayRow
from controller.people.actor import THE_SYSTEM, Actor
from controller.people.models import User
from controller.schedules.campaigns import save_campaign
from controller.schedules.draft import CampaignDraft, SlotDraft
from controller.schedules.reading import plans_in_force
from controller.schedules.service import page_of_slots, save_slot
from controller.schedules.targets import Standing, Targets
from controller.units import events
from controller.units.audience import inheritance
from controller.units.dated import is_valid
from controller.units.homes import homes_at, plays_by_unit
from controller.units.models import Unit
from controller.units.service import forget_tree, tree
from tests.controller.units.province import ZONE, at, fill

SHARED = Path("/work/shared/units")
MERGER_DAY, BEFORE, TODAY = date(2025, 7, 1), date(2025, 6, 30), date(2026, 11, 30)
PROVINCE, TO_PROVINCE, CITY = "70-19000101", "75-20250701", "75-20260430"


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    return any_engine


@pytest.fixture
def lists() -> tuple[str, str]:
    if not SHARED.is_dir():
        pytest.skip("the folder shared/units is not here")
    return (SHARED / "units.csv").read_text("utf-8"), (SHARED / "mergers.csv").read_text("utf-8")


def old_units(session: Session) -> list[Unit]:
    """Everything of the old province: 111 communes, 11 districts, the province."""
    units = session.exec(select(Unit).where(Unit.valid_to == BEFORE)).all()
    assert len(units) == 111 + 11 + 1
    return list(units)


def groups(session: Session) -> dict[str, str]:
    """What the list of mergers leaves out, since nothing of that level follows it: it goes to the new province."""
    return {unit.id: TO_PROVINCE for unit in old_units(session) if unit.tier != "commune"}


def counts(session: Session) -> tuple[int, ...]:
    tables = (Device.id, User.id, Content.id, PlayRow.seq)
    return tuple(session.exec(select(func.count()).select_from(select(one).subquery())).one() for one in tables)


def settle(engine: Engine, lists: tuple[str, str]) -> tuple[int, ...]:
    """Both states are read and each unit of the old one is furnished; answers how much there is."""
    with session_scope(engine) as session:
        reading = events.import_list(session, THE_SYSTEM, lists[0], dry_run=False)
        assert (len(reading.added), len(reading.changed)) == (233, 0)
        fill(session, old_units(session), at(BEFORE))
        return counts(session)


def merge(engine: Engine, lists: tuple[str, str]) -> None:
    with session_scope(engine) as session:
        [order] = events.merger_orders(session, THE_SYSTEM, lists[1], {}, groups(session))
        events.order_event(session, THE_SYSTEM, order, at(TODAY), ZONE)


def test_the_list_is_read_once_and_twice(engine: Engine, lists: tuple[str, str]) -> None:
    settle(engine, lists)
    with session_scope(engine) as session:
        again = events.import_list(session, THE_SYSTEM, lists[0], dry_run=False)
        assert (again.added, again.changed, again.same) == ((), (), 233)


def test_the_review_counts_and_asks_what_it_can_not_know(engine: Engine, lists: tuple[str, str]) -> None:
    settle(engine, lists)
    with session_scope(engine, writes=False) as session:
        assert [unit.id for unit in events.stranded(session, TODAY)] == sorted(one.id for one in old_units(session))
        [order] = events.merger_orders(session, THE_SYSTEM, lists[1], {}, {})
        reviewed = events.look(session, THE_SYSTEM, order)
    assert (len(reviewed.passages), reviewed.undecided) == (111, ())
    assert reviewed.totals == {"device": 111, "user": 111, "content": 111, "play": 111}
    assert len(reviewed.arriving) == 40
    assert reviewed.arriving["25195-20250701"] == {"device": 6, "user": 6}


def test_everything_is_accounted_for(engine: Engine, lists: tuple[str, str]) -> None:
    before = settle(engine, lists)
    merge(engine, lists)
    with session_scope(engine, writes=False) as session:
        assert counts(session) == before
        units = {unit.id: unit for unit in session.exec(select(Unit)).all()}
        devices, people = session.exec(select(Device)).all(), session.exec(select(User)).all()
        assert all(is_valid(units[one.unit_id], MERGER_DAY) for one in (*devices, *people))
        communes = {one.unit_id for one in devices} - {TO_PROVINCE}
        assert len(communes) == 40
        assert events.stranded(session, date(2025, 7, 2)) == []
        assert events.stragglers(session) == []


def test_what_was_played_stays_with_the_unit_of_then(engine: Engine, lists: tuple[str, str]) -> None:
    settle(engine, lists)
    with session_scope(engine) as session:
        then = homes_at(session, at(BEFORE))
    merge(engine, lists)
    with session_scope(engine, writes=False) as session:
        assert homes_at(session, at(BEFORE, 23)) == then
        assert homes_at(session, at(MERGER_DAY, 8))["b-25198-19000101"] == "25195-20250701"
        played = plays_by_unit(session, at(BEFORE, 8), at(MERGER_DAY, 8))
        assert played == dict.fromkeys((unit.id for unit in old_units(session)), 1)


def test_the_province_becomes_a_city_and_nobody_moves_but_by_name(engine: Engine, lists: tuple[str, str]) -> None:
    settle(engine, lists)
    merge(engine, lists)
    with session_scope(engine) as session:
        known = {unit.id for unit in session.exec(select(Unit)).all()}
        renamed = events.renewal_order(session, THE_SYSTEM, date(2026, 4, 30))
        _, reviewed = events.order_event(session, THE_SYSTEM, renamed, at(TODAY), ZONE)
    assert (len(reviewed.step.ends), reviewed.step.begins) == (14, [])
    with session_scope(engine, writes=False) as session:
        units = {unit.id: unit for unit in session.exec(select(Unit)).all()}
        devices, people = session.exec(select(Device)).all(), session.exec(select(User)).all()
        assert all(is_valid(units[one.unit_id], TODAY) for one in (*devices, *people))
        assert units.keys() == known
        assert session.get_one(Device, f"b-{PROVINCE}").unit_id == CITY
        assert events.stranded(session, TODAY) == []


def heard_by(session: Session, device_id: str) -> set[str]:
    """The units whose contents this board plays."""
    forget_tree(session)
    chain = tree(session).ancestors(session.get_one(Device, device_id).unit_id, TODAY)
    return {unit.id for unit in chain} | set(inheritance(session, TODAY).left_to(device_id, chain).contents)


def test_codes_with_another_meaning_bring_nothing_to_a_new_owner(engine: Engine, lists: tuple[str, str]) -> None:
    """25195 was the ward Tân Phú and is Bình Phước; 25333 was Thanh Lương and is An Lộc, once 25324."""
    settle(engine, lists)
    merge(engine, lists)
    with session_scope(engine, writes=False) as session:
        for board in ("25198-19000101", "25201-19000101", "25213-19000101", "25325-19000101", "25336-19000101"):
            assert not heard_by(session, f"b-{board}") & {"25195-19000101", "25333-19000101", "25324-19000101"}
        assert "25195-19000101" in heard_by(session, "b-25195-19000101")
        assert "25324-19000101" in heard_by(session, "b-25324-19000101")
        chain = tree(session).ancestors("25333-20250701", TODAY)
        assert inheritance(session, TODAY).left_to("a-new-board", chain).contents == ()
        assert session.get_one(Device, "b-25324-19000101").unit_id == "25326-20250701"


def test_what_ran_on_runs_on_where_it_ran(engine: Engine, lists: tuple[str, str]) -> None:
    """Each old unit's content plays on the board that stood there (and the groups' on those below), on no other."""
    settle(engine, lists)
    with session_scope(engine, writes=False) as session:
        boards = [f"b-{unit.id}" for unit in old_units(session)]
        before = {one: heard_before(session, one) for one in boards}
    merge(engine, lists)
    with session_scope(engine, writes=False) as session:
        old = {unit.id for unit in old_units(session)}
        assert {one: heard_by(session, one) & old for one in boards} == before


def heard_before(session: Session, device_id: str) -> set[str]:
    chain = tree(session).ancestors(session.get_one(Device, device_id).unit_id, BEFORE)
    return {unit.id for unit in chain}


def schedule(session: Session) -> None:
    """A slot in each old unit, and one of the old province for two of its communes, in a campaign."""
    for unit in old_units(session):
        draft = SlotDraft(unit.id, unit.name, date(2025, 1, 1), "17:00", 30, content_id=f"c-{unit.id}")
        save_slot(session, THE_SYSTEM, draft, at(BEFORE), f"slot-{unit.id}")
    save_campaign(session, THE_SYSTEM, CampaignDraft(PROVINCE, "Hè 2025"), at(BEFORE), "camp-1")
    two = Targets(units=frozenset({"25195-19000101", "25333-19000101"}))
    draft = SlotDraft(PROVINCE, "Hè", date(2025, 6, 1), "08:00", 30, content_id=f"c-{PROVINCE}", targets=two)
    save_slot(session, THE_SYSTEM, replace(draft, campaign_id="camp-1"), at(BEFORE), "slot-summer")


def slots_of(session: Session, day: date) -> dict[str, tuple[str, ...]]:
    """The slots that mean each device on that day."""
    forget_tree(session)
    plans, past = plans_in_force(session, day), inheritance(session, day)
    found = {}
    for device in session.exec(select(Device)).all():
        chain = tree(session).ancestors(device.unit_id, day)
        units = (*(unit.id for unit in chain), *past.left_to(device.id, chain).contents)
        found[device.id] = plans.ids_for(Standing(device.id, device.kind, device.profile, units))
    return found


def test_every_slot_plays_on_where_it_played_and_nowhere_else(engine: Engine, lists: tuple[str, str]) -> None:
    settle(engine, lists)
    with session_scope(engine) as session:
        schedule(session)
        before = slots_of(session, BEFORE)
    assert [one for one, slots in before.items() if "slot-summer" in slots] == ["b-25195-19000101", "b-25333-19000101"]
    merge(engine, lists)
    with session_scope(engine) as session:
        renamed = events.renewal_order(session, THE_SYSTEM, date(2026, 4, 30))
        events.order_event(session, THE_SYSTEM, renamed, at(TODAY), ZONE)
    with session_scope(engine) as session:
        assert slots_of(session, TODAY) == before
        heir = Actor(None, "approver", "25195-20250701")
        mine = {one.unit_id for one in page_of_slots(session, heir, "", "", 99)}
        there = {one.id for one in session.exec(select(Device).where(Device.unit_id == heir.unit_id)).all()}
        assert {f"b-{one}" for one in mine} == there, "what the heirs look after is what plays there"
