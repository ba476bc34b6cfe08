"""The one table of approval: what each act makes of a content in each state, and who may do it. Pure.

``expired`` is no state: whether the last day is over, the calendar says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from controller.approval import refusals
from controller.people.rights import Right
from protocol.errors import RaoError

State = Literal["draft", "submitted", "returned", "approved", "published", "waiting", "withdrawn"]
"""``waiting``: published, and off the air until the address that it is made from answers again."""
Act = Literal[
    "write", "edit", "touch", "submit", "take_back", "discard", "approve", "return", "publish", "withdraw", "lapse",
    "answer",
]  # fmt: skip
"""``edit`` changes what was judged, ``touch`` only what was not (:mod:`.judged`); ``lapse`` and ``answer`` are an
address's silence and its answer."""
Whose = Literal["anothers", "own", "own_by_rule"]
"""Whose work is approved: what one wrote oneself one approves only where a rule lets one (:mod:`.rule`)."""
Needs = Right | Literal["program"]
Upto = Literal["draft", "submitted", "published"]
"""How far something just written is to go; it goes as far as its writer may take it."""

STATES: tuple[State, ...] = get_args(State)
ACTS: tuple[Act, ...] = get_args(Act)
STATES_BY_NAME: Mapping[str, State] = {state: state for state in STATES}
ACTS_BY_NAME: Mapping[str, Act] = {act: act for act in ACTS}
ON_AIR: frozenset[State] = frozenset(("published", "waiting"))
"""What boards may have; nothing in another state ever stands in a manifest."""
ALIVE: tuple[State, ...] = ("draft", "submitted", "returned", "approved", "published")
"""What is kept ready for the boards there are, so that whoever judges it sees and hears it."""

NEEDS: Mapping[Act, Needs] = {
    "write": "write",
    "edit": "write",
    "touch": "write",
    "submit": "write",
    "take_back": "write",
    "discard": "write",
    "approve": "publish",
    "return": "publish",
    "publish": "publish",
    "withdraw": "publish",
    "lapse": "program",
    "answer": "program",
}
MOVES: Mapping[Act, Mapping[State | None, State]] = {
    "write": {None: "draft"},
    "edit": {
        "draft": "draft",
        "submitted": "submitted",
        "returned": "returned",
        "approved": "submitted",
        "published": "submitted",
        "waiting": "submitted",
        "withdrawn": "draft",
    },
    "touch": {state: state for state in STATES},
    "submit": {"draft": "submitted", "returned": "submitted", "withdrawn": "submitted"},
    "take_back": {"submitted": "draft"},
    "discard": {"draft": "withdrawn", "returned": "withdrawn"},
    "approve": {"submitted": "approved"},
    "return": {"submitted": "returned", "approved": "returned"},
    "publish": {"approved": "published", "published": "published"},
    "withdraw": {"approved": "withdrawn", "published": "withdrawn", "waiting": "withdrawn"},
    "lapse": {"published": "waiting"},
    "answer": {"waiting": "published"},
}
"""``publish`` of what is published has it begin anew."""


def state_named(stored: str) -> State:
    """A state as it stands in the database; an unknown one is a KeyError."""
    return STATES_BY_NAME[stored]


def act_named(stored: str) -> Act:
    """An act as it stands in the database; an unknown one is a KeyError."""
    return ACTS_BY_NAME[stored]


def refusal(state: State | None, act: Act, rights: Collection[Needs], whose: Whose) -> RaoError | None:
    """Why somebody with these rights in its unit can't do that now; None: they can, and :data:`MOVES` says what comes.

    ``state`` None is a content that is not there yet. :class:`NotAllowed` for a right one has not and for one's own
    work, :class:`Conflict` for the state.
    """
    if NEEDS[act] not in rights:
        return refusals.no_right()
    if state not in MOVES[act]:
        return refusals.wrong_state(state)
    if act == "approve" and whose == "own":
        return refusals.own_work()
    return None
