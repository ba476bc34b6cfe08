"""Units as the rest of the controller asks for them, on a real database."""

from datetime import date

import pytest
from sqlmodel import Session

from controller.db import all_tables, engine_of
from controller.units import service
from protocol.errors import NotFound

OLD, NEW = date(2024, 1, 1), date(2026, 11, 1)


@pytest.fixture(scope="module")
def session():
    engine = engine_of("sqlite://")
    all_tables().create_all(engine)
    with Session(engine) as session:
        service.import_units(session)
        yield session
    engine.dispose()


def test_importing_twice_changes_nothing(session):
    assert service.import_units(session) == 233
    assert len(service.units_on(session, NEW)) == 96


def test_a_code_means_what_it_meant_that_day(session):
    assert [service.unit_on(session, "25195", day).name for day in (OLD, NEW)] == [
        "Phường Tân Phú",
        "Phường Bình Phước",
    ]
    assert service.unit_on(session, "70", NEW) is None


def test_search_ignores_accents_and_case(session):
    assert [unit.name for unit in service.search(session, "dong xoai", NEW)] == ["Phường Đồng Xoài"]
    assert service.search(session, "ĐỒNG XOÀI", NEW) == service.search(session, "xoai dong", NEW)


def test_search_stays_within(session):
    assert service.search(session, "dong xoai", NEW, within=frozenset({"75-20260430"})) == []


def test_what_became_of_an_old_commune(session):
    assert [unit.name for unit in service.merged_into(session, "25198-19000101")] == ["Phường Bình Phước"]


def test_ancestors_and_subtree(session):
    assert [unit.id for unit in service.ancestors(session, "25195-20250701")] == ["25195-20250701", "75-20260430"]
    assert len(service.subtree_ids(session, "75-20260430")) == 96


def test_an_unknown_unit_is_refused(session):
    with pytest.raises(NotFound):
        service.get_unit(session, "25195")


def test_an_import_is_seen_by_the_session_that_made_it(session):
    before = service.tree(session)
    assert service.tree(session) is before
    service.import_units(session)
    assert service.tree(session) is not before
