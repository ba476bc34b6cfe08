"""Somebody brings something into a unit while it is being merged away: it is where the unit's land is now."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.enrolment.models import ClaimToken
from controller.library.models import MediaObject
from controller.people.actor import THE_SYSTEM
from controller.people.models import User
from controller.people.service import create_user
from controller.schedules.draft import SlotDraft
from controller.schedules.reading import plans_in_force
from controller.schedules.service import save_slot
from controller.schedules.targets import Standing
from controller.units import events
from controller.units.audience import inheritance
from controller.units.jobs import apply_due
from controller.units.order import NewUnit, Order
from controller.units.service import forget_tree, tree
from tests.controller.places import NORTH, SOUTH, settle, stand
from tests.controller.units.province import SHA, ZONE, add_content

TODAY = day_of(wall_ms(), ZONE)
HEIR = f"25195-{TODAY:%Y%m%d}"
MERGED = Order("merge", TODAY, (NewUnit("25195", "Phường Chung"),), {NORTH: HEIR, SOUTH: HEIR})


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    with session_scope(any_engine) as session:
        settle(session)
        stand(session, "there-already", NORTH, "led-p5-640x384")
    return any_engine


def merge(engine: Engine) -> None:
    with session_scope(engine) as session:
        events.order_event(session, THE_SYSTEM, MERGED, wall_ms(), ZONE)


def bring(session: Session) -> None:
    stand(session, "late", NORTH, "led-p5-640x384")
    person = {"login": "lan", "full_name": "Lan", "role": "editor", "unit_id": NORTH}
    create_user(session, THE_SYSTEM, **person)  # type: ignore[arg-type]
    session.add(ClaimToken(token_sha256="q", unit_id=NORTH, profile="speaker-cluster", name="x", expires_at_ms=10**14))
    session.flush()


def slot(content_id: str) -> SlotDraft:
    return SlotDraft(NORTH, "Buổi chiều", date(2026, 1, 1), "17:00", 30, content_id=content_id)


def test_what_comes_meanwhile_is_taken_along(engine: Engine) -> None:
    """On PostgreSQL the merger does not see it; on SQLite it waits until it does."""
    merger = Thread(target=merge, args=(engine,))
    with session_scope(engine) as session:
        bring(session)
        merger.start()
        if engine.dialect.name == "postgresql":
            merger.join(60)
            assert not merger.is_alive()
    merger.join(60)
    apply_due(engine, ZONE)
    with session_scope(engine, writes=False) as session:
        assert {session.get_one(Device, one).unit_id for one in ("late", "there-already")} == {HEIR}
        assert session.get_one(User, 1).unit_id == HEIR
        assert session.get_one(ClaimToken, "q").unit_id == HEIR
        assert events.stragglers(session) == []
    assert apply_due(engine, ZONE) == 0


def test_a_slot_that_is_saved_meanwhile_plays_where_it_was_meant(engine: Engine) -> None:
    with session_scope(engine) as session:
        session.merge(MediaObject(sha256=SHA, size_bytes=1, media_type="text/plain", kept_at_ms=0))
        session.flush()
        add_content(session, "c", NORTH)
    merger = Thread(target=merge, args=(engine,))
    with session_scope(engine) as session:
        save_slot(session, THE_SYSTEM, slot("c"), wall_ms(), "slot")
        merger.start()
        if engine.dialect.name == "postgresql":
            merger.join(60)
            assert not merger.is_alive()
    merger.join(60)
    apply_due(engine, ZONE)
    with session_scope(engine) as session:
        stand(session, "new", HEIR, "led-p5-640x384")
    with session_scope(engine, writes=False) as session:
        forget_tree(session)
        assert [meant(session, one) for one in ("there-already", "new")] == [("slot",), ()]


def meant(session: Session, device_id: str) -> tuple[str, ...]:
    """The slots that mean this device today."""
    chain = tree(session).ancestors(session.get_one(Device, device_id).unit_id, TODAY)
    left = inheritance(session, TODAY).left_to(device_id, chain)
    units = (*(unit.id for unit in chain), *left.contents)
    return plans_in_force(session, TODAY).ids_for(Standing(device_id, "screen", "led-p5-640x384", units))
