"""Role x subtree: what a person may see and do."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controller.people.actor import THE_SYSTEM, Actor, may
from controller.people.models import role_of
from controller.people.rights import GRANTED, RIGHTS, ROLES, Grant
from controller.people.scope import demand, visible_units
from controller.people.tokens import csrf_fits, csrf_of
from protocol.errors import NotAllowed

COMMUNE, CITY, NEIGHBOUR = "25195-20250701", "75-20260430", "25210-20250701"

LEFT_TO_COMMUNE = {f"{code}-19000101" for code in ("25195", "25198", "25201", "25204", "25205", "25213")}
"""The wards and the commune that became this one: what they left is its to look after."""
ALL_OF_COMMUNE = {COMMUNE, *LEFT_TO_COMMUNE}
ALL_OF_NEIGHBOUR = {NEIGHBOUR, "25207-19000101", "25210-19000101"}


def test_a_person_sees_the_subtree_of_the_unit(units):
    assert visible_units(units, Actor(1, "editor", COMMUNE)) == {COMMUNE, *LEFT_TO_COMMUNE}
    assert {COMMUNE, NEIGHBOUR, CITY} <= visible_units(units, Actor(1, "editor", CITY))


def test_the_system_sees_all(units):
    assert len(visible_units(units, THE_SYSTEM)) == 233


def test_a_right_counts_only_where_the_role_grants_it(units):
    for role, right in itertools.product(ROLES, RIGHTS):
        found = visible_units(units, Actor(1, role, COMMUNE), right)
        assert found == ({COMMUNE, *LEFT_TO_COMMUNE} if right in GRANTED[role] else frozenset()), (role, right)


def test_several_grants_add_up_each_with_its_own_rights(units):
    actor = Actor(1, "editor", COMMUNE, more=(Grant("operator", NEIGHBOUR),))
    assert visible_units(units, actor) == ALL_OF_COMMUNE | ALL_OF_NEIGHBOUR
    assert visible_units(units, actor, "alert") == ALL_OF_NEIGHBOUR
    assert visible_units(units, actor, "write") == ALL_OF_COMMUNE | ALL_OF_NEIGHBOUR
    assert (may(actor, "alert"), may(actor, "devices")) == (True, False)


@given(st.sampled_from(ROLES), st.sampled_from(ROLES), st.sampled_from(RIGHTS))
def test_what_narrows_never_widens(role, most, right):
    actor = Actor(1, role, None, within=Grant(most, None))
    assert may(actor, right) == (right in GRANTED[role] and right in GRANTED[most])


def test_a_narrowed_actor_acts_where_both_allow(units):
    city = Actor(1, "administrator", CITY, within=Grant("editor", COMMUNE))
    assert visible_units(units, city, "write") == ALL_OF_COMMUNE
    assert visible_units(units, city, "alert") == frozenset()
    assert visible_units(units, Actor(1, "editor", COMMUNE, within=Grant("editor", NEIGHBOUR))) == frozenset()


def test_demanding_outside_is_refused(units):
    demand(units, Actor(1, "operator", COMMUNE), "alert", COMMUNE)
    for actor in (Actor(1, "operator", NEIGHBOUR), Actor(1, "editor", COMMUNE)):
        with pytest.raises(NotAllowed):
            demand(units, actor, "alert", COMMUNE)


def test_every_role_sees_and_only_the_administrator_has_all():
    assert all(may(Actor(1, role, None), "see") for role in ROLES)
    assert [role for role in ROLES if GRANTED[role] == set(RIGHTS)] == ["administrator"]


def test_an_unknown_role_acts_as_nobody():
    with pytest.raises(KeyError):
        role_of("king")


@given(st.text(), st.text())
def test_a_form_value_fits_only_its_own_cookie(cookie, other):
    assert csrf_fits(cookie, csrf_of(cookie))
    assert csrf_fits(cookie, csrf_of(other)) == (cookie == other)
    assert not csrf_fits(cookie, other)
