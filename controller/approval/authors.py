"""Whose work it is that somebody is to approve. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from controller.approval.table import Whose


class Step(Protocol):
    """An act, and who did it; None is the program itself."""

    act: str
    by: int | None


def authors(begun_by: int | None, newest_first: Iterable[Step]) -> set[int]:
    """Who began it, and who changed what counts since it was approved last."""
    found = {begun_by}
    for step in newest_first:
        if step.act == "approve":
            break
        if step.act in ("write", "edit"):
            found.add(step.by)
    return {one for one in found if one is not None}


def whose(user_id: int | None, theirs: Collection[int | None], rule: str) -> Whose:
    """Whose it is to this account; ``rule`` is what lets it approve its own (:mod:`.rule`), empty: nothing."""
    if rule == "program":
        return "own_by_rule"
    if user_id not in theirs:
        return "anothers"
    return "own_by_rule" if rule else "own"
