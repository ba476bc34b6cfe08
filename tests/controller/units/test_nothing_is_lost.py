"""After the merger of 111 communes every row that hung on one of them is where its fate says: of tables to come too."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from controller.db import all_tables, session_scope
from controller.devices.models import Device
from controller.people.models import User
from controller.schedules.reading import plans_in_force
from controller.schedules.targets import Standing
from controller.units.audience import inheritance
from controller.units.belongings import FATES
from controller.units.models import Unit
from controller.units.service import forget_tree, tree
from tests.controller.units.hangings import HANGINGS, LATER, MADE_BY_FILL, hang
from tests.controller.units.test_merger_of_2025 import (
    BEFORE,
    MERGER_DAY,
    TO_PROVINCE,
    engine,
    lists,
    merge,
    old_units,
    settle,
)

__all__ = ["engine", "lists"]
Where = dict[str, Counter[str]]
"""By column, how many rows name each unit."""


def where(session: Session) -> Where:
    found: Where = {}
    for name, fate in FATES.items():
        if fate != "tree":
            table, _, column = name.partition(".")
            named = session.connection().execute(select(all_tables().tables[table].columns[column])).scalars()
            found[name] = Counter(one for one in named if one is not None)
    return found


@pytest.fixture
def merged(engine: Engine, lists: tuple[str, str]) -> tuple[Where, Where, dict[str, str]]:
    """Before and after, and what each old unit became."""
    settle(engine, lists)
    with session_scope(engine) as session:
        hang(session, old_units(session))
        before = where(session)
    merge(engine, lists)
    with session_scope(engine, writes=False) as session:
        old = {unit.id for unit in old_units(session)}
        became = {unit: session.get_one(Device, f"b-{unit}").unit_id for unit in sorted(old)}
        return before, where(session), became


def test_every_column_is_furnished() -> None:
    assert {name for name, fate in FATES.items() if fate != "tree"} == {*HANGINGS, *MADE_BY_FILL}


def test_everything_is_where_its_fate_says(merged: tuple[Where, Where, dict[str, str]]) -> None:
    before, after, became = merged
    assert len(became) == 123
    assert len(set(became.values()) - {TO_PROVINCE}) == 40
    for name, held in before.items():
        assert {unit: held[unit] for unit in became} == dict.fromkeys(became, 1), name
        match FATES[name]:
            case "stays":
                assert after[name] == held, name
            case "moves":
                assert after[name] == Counter(became.values()), name
            case "copies":
                assert after[name] == held + Counter(became.values()), name


def test_what_hangs_on_those_stays_with_them(engine: Engine, merged: object) -> None:
    with session_scope(engine, writes=False) as session:
        for make in LATER:
            assert len(session.exec(select(type(make("", 0)))).all()) == 123


def test_schedules_of_old_codes_reach_no_new_owner(engine: Engine, merged: tuple[Where, Where, dict[str, str]]) -> None:
    """25195 and 25333 mean other units since: a board that the new ones get afterwards plays nothing of the old."""
    with session_scope(engine) as session:
        forget_tree(session)
        plans, past = plans_in_force(session, MERGER_DAY), inheritance(session, MERGER_DAY)
        for code in ("25195", "25333"):
            chain = tree(session).ancestors(f"{code}-20250701", MERGER_DAY)
            left = past.left_to("a-new-board", chain)
            units = (*(unit.id for unit in chain), *left.contents)
            assert f"{code}-19000101" not in units
            standing = Standing("a-new-board", "screen", "led-p5-640x384", units)
            assert not {f"s-{code}-19000101"} & set(plans.ids_for(standing))
        people = session.exec(select(User).where(col(User.unit_id).like("%-19000101"))).all()
        boards = session.exec(select(Device).where(col(Device.unit_id).like("%-19000101"))).all()
        assert (people, boards) == ([], [])
        assert session.exec(select(Unit).where(Unit.valid_to == BEFORE)).first() is not None
