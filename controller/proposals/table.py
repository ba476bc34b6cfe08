"""The rule of approval, as it holds for proposed schedules: what is in force or discarded is over. Pure.

``approved`` is in force: accepting and putting in force are one act.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from controller.approval import refusals, table
from controller.approval.table import Act, Needs, State, Whose
from protocol.errors import RaoError

Standing = Literal["draft", "submitted", "returned", "approved", "withdrawn"]
ByHand = Literal["submit", "take_back", "discard", "approve", "return"]
ACTS: tuple[Act, ...] = ("write", "edit", "submit", "take_back", "discard", "approve", "return")
BY_HAND: tuple[Act, ...] = ("submit", "take_back", "discard", "approve", "return")
OPEN: frozenset[State] = frozenset(("draft", "submitted", "returned"))
"""What may still become something."""


def refusal(state: State | None, act: Act, rights: Collection[Needs], whose: Whose) -> RaoError | None:
    """Why somebody with these rights in its unit can't do that now; None: they can, and the table of approval
    (:data:`controller.approval.table.MOVES`) says what comes.
    """
    refused = table.refusal(state, act, rights, whose)
    is_over = state is not None and state not in OPEN
    return refused or (refusals.wrong_state(state) if is_over else None)
