"""All states x acts x roles x whose work it is, against the rule as it was told."""

from __future__ import annotations

import itertools

import pytest

from controller.approval.refusals import STANDING
from controller.approval.table import ACTS, MOVES, NEEDS, STATES, act_named, refusal, state_named
from controller.people.rights import GRANTED, ROLES
from protocol.errors import Conflict, NotAllowed
from tests.controller.approval.rules import RIGHTS_OF_ROLES, told

RULE = told()
WHOSE = ("anothers", "own", "own_by_rule")
CASES = list(itertools.product((None, *STATES), ACTS, RIGHTS_OF_ROLES, WHOSE))


@pytest.mark.parametrize("role", ROLES)
def test_the_roles_of_the_rule_are_those_of_the_house(role: str) -> None:
    assert GRANTED[role] & {"write", "publish"} == RIGHTS_OF_ROLES[role]


def test_every_case_is_as_it_was_told() -> None:
    wrong = []
    for state, act, role, whose in CASES:
        said = refusal(state, act, RIGHTS_OF_ROLES[role], whose)
        expected = expectation(state, act, RIGHTS_OF_ROLES[role], whose)
        if (type(said) if said else MOVES[act][state]) != expected:
            wrong.append((state, act, role, whose, said))
    assert wrong == []
    assert len(CASES) == 8 * 12 * 7 * 3


def expectation(state: str | None, act: str, rights: frozenset[str], whose: str) -> object:
    """The state that comes, or the class of the refusal: the right is asked for first, then the state, then whose."""
    needed = {right for (_, one), (_, right) in RULE.items() if one == act}
    if not needed <= rights:
        return NotAllowed
    if (state, act) not in RULE:
        return Conflict
    if act == "approve" and whose == "own":
        return NotAllowed
    return RULE[state, act][0]


def test_each_act_takes_one_right() -> None:
    assert {act: {right for (_, one), (_, right) in RULE.items() if one == act} for act in ACTS} == {
        act: {right} for act, right in NEEDS.items()
    }


def test_nothing_comes_on_the_air_but_from_what_was_approved() -> None:
    into = {(act, state) for act, moves in MOVES.items() for state, to in moves.items() if to == "published"}
    assert {state for act, state in into if act != "touch"} == {"approved", "published", "waiting"}
    assert {act for act, moves in MOVES.items() if "approved" in moves.values()} == {"approve", "touch"}


def test_every_state_has_a_name_and_what_is_stored_is_known() -> None:
    assert {*STATES, None, "expired"} == set(STANDING)
    assert [state_named(one) for one in STATES] == list(STATES)
    assert [act_named(one) for one in ACTS] == list(ACTS)
    with pytest.raises(KeyError):
        state_named("expired")
    with pytest.raises(KeyError):
        act_named("allow")
