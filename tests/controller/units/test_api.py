"""Units by HTTP."""

import pytest

from tests.controller.web.running import running

__all__ = ["running"]


@pytest.fixture(scope="module")
def ask(running):
    with running.signed_in("technician") as client:
        yield lambda **query: client.get("/api/v1/units", params=query).json()


def test_all_units_of_today_each_under_its_parent(ask):
    found = {unit["id"]: unit for unit in ask(on="2026-11-22")}
    assert len(found) == 96
    assert found["25195-20250701"]["parent_id"] == "75-20260430"
    assert found["75-20260430"]["parent_id"] is None


def test_the_parent_is_that_of_the_day(ask):
    (unit,) = ask(q="dong xoai", on="2025-12-01")
    assert (unit["name"], unit["parent_id"]) == ("Phường Đồng Xoài", "75-20250701")


def test_a_day_before_ones_units_has_those_whose_land_they_have_now(ask):
    old = ask(on="2025-06-30")
    assert (len(old), len([unit for unit in old if unit["tier"] == "commune"])) == (123, 111)
    assert {unit["name"] for unit in old if unit["parent_id"] is None} == {"Tỉnh Bình Phước"}


def test_a_day_before_all_units_has_none(ask):
    assert ask(on="1899-01-01") == []


def test_a_day_that_is_none_is_refused(ask):
    assert "on" in ask(on="soon")["problem"]
