"""The rule of approval as people were told it, one line a sentence; nothing of the code is in it.

``state -> state: act (right)``, for each act in each state in which it can be done. All that is not here is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

TOLD = """
nothing -> draft: write (write)

draft -> draft: edit (write)
submitted -> submitted: edit (write)
returned -> returned: edit (write)
approved -> submitted: edit (write)
published -> submitted: edit (write)
waiting -> submitted: edit (write)
withdrawn -> draft: edit (write)

draft -> draft: touch (write)
submitted -> submitted: touch (write)
returned -> returned: touch (write)
approved -> approved: touch (write)
published -> published: touch (write)
waiting -> waiting: touch (write)
withdrawn -> withdrawn: touch (write)

draft -> submitted: submit (write)
returned -> submitted: submit (write)
withdrawn -> submitted: submit (write)

submitted -> draft: take_back (write)
draft -> withdrawn: discard (write)
returned -> withdrawn: discard (write)

submitted -> approved: approve (publish)
submitted -> returned: return (publish)
approved -> returned: return (publish)
approved -> published: publish (publish)
published -> published: publish (publish)
approved -> withdrawn: withdraw (publish)
published -> withdrawn: withdraw (publish)
waiting -> withdrawn: withdraw (publish)

published -> waiting: lapse (program)
waiting -> published: answer (program)
"""
RIGHTS_OF_ROLES: Mapping[str, frozenset[str]] = {
    "editor": frozenset({"write"}),
    "approver": frozenset({"write", "publish"}),
    "operator": frozenset({"write"}),
    "technician": frozenset(),
    "auditor": frozenset(),
    "administrator": frozenset({"write", "publish"}),
    "the program": frozenset({"write", "publish", "program"}),
}


def told() -> dict[tuple[str | None, str], tuple[str, str]]:
    """(state, act) -> (state that comes, right it takes)."""
    found = {}
    for line in filter(None, map(str.strip, TOLD.splitlines())):
        states, _, deed = line.partition(": ")
        was, _, comes = states.partition(" -> ")
        act, _, right = deed.partition(" ")
        found[None if was == "nothing" else was, act] = (comes, right.strip("()"))
    return found
