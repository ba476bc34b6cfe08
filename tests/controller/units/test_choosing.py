"""Units below one, to be chosen: only those, found by name, and what was chosen stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from controller.db import all_tables, engine_of
from controller.units.choosing import MOST, Below, below
from controller.units.facts import shipped_facts
from controller.units.models import Unit
from controller.units.service import ancestors, import_units, plain, units_on

TODAY = date(2026, 11, 30)
CITY, COMMUNE, NEIGHBOUR = "75-20260430", "25195-20250701", "25210-20250701"
OLD_PROVINCE = "70-19000101"
HAMLETS = {"h1-20260101": COMMUNE, "h2-20260101": COMMUNE, "h3-20260101": "h1-20260101"}
IDS = [*(unit.id for unit in shipped_facts().units), *HAMLETS]


@pytest.fixture(scope="module")
def land() -> Iterator[Session]:
    """The city with its communes, and hamlets in one of them."""
    engine = engine_of("sqlite://")
    all_tables().create_all(engine)
    with Session(engine) as session:
        import_units(session)
        for unit_id, parent_id in HAMLETS.items():
            code = unit_id.partition("-")[0]
            hamlet = {"name": f"Ấp Đồng {code}", "kind": "Ấp", "tier": "hamlet", "valid_from": date(2026, 1, 1)}
            session.add(Unit(id=unit_id, code=code, parent_id=parent_id, **hamlet))
            session.flush()
        session.info.clear()
        yield session
    engine.dispose()


def ids(units: Sequence[Unit]) -> list[str]:
    return [unit.id for unit in units]


@given(
    owner=st.sampled_from([CITY, COMMUNE, NEIGHBOUR, *HAMLETS]),
    words=st.sampled_from(["", "phuoc", "Đồng", "ap", "binh phuoc", "không có đâu"]),
    most=st.integers(1, 150),
)
def test_they_are_those_that_lie_below_it_today(land: Session, owner: str, words: str, most: int) -> None:
    found = below(land, owner, TODAY, words, (), most)
    wanted = [
        unit.id
        for unit in units_on(land, TODAY)
        if owner in ids(ancestors(land, unit.id, TODAY)[1:])
        and all(word in plain(unit.name) for word in plain(words).split())
    ]
    assert (found.unit_id, found.chosen, ids(found.others)) == (owner, (), wanted[:most])
    assert found.more == max(0, len(wanted) - most)


@given(st.sampled_from(IDS), st.sets(st.sampled_from(IDS), max_size=5))
def test_what_was_chosen_stays_where_it_lies_below(land: Session, owner: str, chosen: set[str]) -> None:
    found = below(land, owner, TODAY, "không có đâu", chosen)
    assert (set(ids(found.chosen)) <= chosen - {owner}, found.others) == (True, ())
    of_the_city = below(land, CITY, TODAY, "", chosen)
    assert set(ids(of_the_city.chosen)) == chosen - {CITY}, "all that ended lives on below it"
    assert not set(ids(of_the_city.chosen)) & set(ids(of_the_city.others))


def test_a_whole_city_is_offered_at_once(land: Session) -> None:
    found = below(land, CITY, TODAY)
    assert (len(found.others), found.more, 111 + len(HAMLETS) <= MOST) == (95 + len(HAMLETS), 0, True)
    assert below(land, NEIGHBOUR, TODAY, "", [COMMUNE, NEIGHBOUR]) == Below(NEIGHBOUR, "", (), (), 0)


def test_those_whose_place_others_took_are_not_offered_anew(land: Session) -> None:
    assert below(land, OLD_PROVINCE, TODAY).others == ()
