"""Properties of the tree, over any forest of units."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from controller.units.dated import is_valid
from controller.units.facts import shipped_facts
from controller.units.models import Unit
from controller.units.tree import Tree

START = date(2000, 1, 1)


def unit(number: int, parent: int | None) -> Unit:
    parent_id = None if parent is None else f"u{parent}-20000101"
    return Unit(
        id=f"u{number}-20000101",
        code=f"u{number}",
        name=f"U{number}",
        kind="",
        tier="",
        parent_id=parent_id,
        valid_from=START,
    )


@st.composite
def forests(draw):
    size = draw(st.integers(1, 12))
    parents = [draw(st.none() | st.integers(0, number - 1)) if number else None for number in range(size)]
    return [unit(number, parent) for number, parent in enumerate(parents)]


@given(forests())
def test_below_and_above_say_the_same(units):
    tree = Tree(units)
    for one in units:
        above = {ancestor.id for ancestor in tree.ancestors(one.id)}
        assert above == {other.id for other in units if one.id in tree.subtree(other.id)}


@given(forests())
def test_a_unit_comes_first_among_its_ancestors_and_the_root_last(units):
    tree = Tree(units)
    for one in units:
        chain = tree.ancestors(one.id)
        assert chain[0] is one
        assert chain[-1].parent_id is None
        assert all(child.parent_id == parent.id for child, parent in itertools.pairwise(chain))


@given(forests())
def test_a_subtree_holds_the_subtrees_of_all_in_it(units):
    tree = Tree(units)
    for one in units:
        assert all(tree.subtree(below) <= tree.subtree(one.id) for below in tree.subtree(one.id))


@given(forests())
def test_two_subtrees_are_nested_or_apart(units):
    tree = Tree(units)
    for one in units:
        for other in units:
            first, second = tree.subtree(one.id), tree.subtree(other.id)
            assert first <= second or second <= first or not first & second


@given(forests(), st.data())
def test_what_shares_a_unit_with_some_is_they_and_what_is_above_them(units, data):
    chosen = frozenset(data.draw(st.sets(st.sampled_from([one.id for one in units]))))
    above = {ancestor.id for one in chosen for ancestor in Tree(units).ancestors(one)}
    assert Tree(units).sharing(chosen) == above


def test_a_circle_ends():
    tree = Tree([unit(0, 1), unit(1, 0)])
    assert len(tree.ancestors("u0-20000101")) == 2
    assert len(tree.subtree("u0-20000101")) == 2


def test_an_unknown_unit_has_nothing_above_or_below():
    assert Tree([]).ancestors("x") == ()
    assert Tree([]).subtree("x") == frozenset()


def test_a_province_which_became_a_city_keeps_its_communes():
    tree = Tree(shipped_facts().units)
    before, after = tree.subtree("75-20250701"), tree.subtree("75-20260430")
    assert (len(before), len(after)) == (96, 96)
    assert "25195-20250701" in before & after
    assert "25195-19000101" not in before | after


def test_ancestors_are_those_of_the_day():
    tree = Tree(shipped_facts().units)
    names = [
        [unit.name for unit in tree.ancestors("25195-20250701", on)] for on in (date(2025, 12, 1), date(2026, 5, 1))
    ]
    assert names == [["Phường Bình Phước", "Tỉnh Đồng Nai"], ["Phường Bình Phước", "Thành phố Đồng Nai"]]


def test_validity_includes_both_ends():
    renewed = next(unit for unit in shipped_facts().units if unit.id == "75-20250701")
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30)]
    assert [is_valid(renewed, day) for day in days] == [False, True, True, False]
