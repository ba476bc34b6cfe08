"""All states x acts x roles x whose work it is, against the rule as it was told."""

from __future__ import annotations

import itertools
from typing import get_args

from controller.approval.table import ACTS as ALL_ACTS
from controller.approval.table import MOVES, STATES
from controller.proposals.table import ACTS, BY_HAND, OPEN, ByHand, Standing, refusal
from protocol.errors import Conflict, NotAllowed
from tests.controller.approval.rules import RIGHTS_OF_ROLES

TOLD = """
nothing -> draft: write (write)
draft -> draft: edit (write)
submitted -> submitted: edit (write)
returned -> returned: edit (write)
draft -> submitted: submit (write)
returned -> submitted: submit (write)
submitted -> draft: take_back (write)
draft -> withdrawn: discard (write)
returned -> withdrawn: discard (write)
submitted -> approved: approve (publish)
submitted -> returned: return (publish)
"""
"""Nothing of this can be done to what is in force (approved) or discarded (withdrawn)."""
WHOSE = ("anothers", "own", "own_by_rule")


def told() -> dict[tuple[str | None, str], tuple[str, str]]:
    found = {}
    for line in filter(None, TOLD.splitlines()):
        states, _, deed = line.partition(": ")
        was, _, comes = states.partition(" -> ")
        act, _, right = deed.partition(" ")
        found[None if was == "nothing" else was, act] = (comes, right.strip("()"))
    return found


RULE = told()


def test_every_case_is_as_it_was_told() -> None:
    wrong = []
    for state, act, role, whose in itertools.product((None, *STATES), ACTS, RIGHTS_OF_ROLES, WHOSE):
        said = refusal(state, act, RIGHTS_OF_ROLES[role], whose)
        expected = expectation(state, act, RIGHTS_OF_ROLES[role], whose)
        if (type(said) if said else MOVES[act][state]) != expected:
            wrong.append((state, act, role, whose, said))
    assert wrong == []


def expectation(state: str | None, act: str, rights: frozenset[str], whose: str) -> object:
    needed = {right for (_, one), (_, right) in RULE.items() if one == act}
    if not needed <= rights:
        return NotAllowed
    if (state, act) not in RULE:
        return Conflict
    return NotAllowed if act == "approve" and whose == "own" else RULE[state, act][0]


def test_its_acts_and_states_are_some_of_those_of_approval() -> None:
    assert set(ACTS) <= set(ALL_ACTS)
    assert set(BY_HAND) == set(get_args(ByHand)) == set(ACTS) - {"write", "edit"}
    assert {to for to, _ in RULE.values()} == set(get_args(Standing))
    assert {state for state, _ in RULE} - {None} == OPEN
