"""What each role may do: one table in data. Where it acts is the subtree of the person's unit (:mod:`.scope`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["editor", "approver", "operator", "technician", "auditor", "administrator"]
Right = Literal["see", "write", "publish", "alert", "devices", "people", "audit"]
"""see: read everything of one's units; write: bulletins; publish: approve and put on the air; alert: emergencies;
devices: claim, set up and command boards; people: users; audit: who did what."""

ROLES: tuple[Role, ...] = get_args(Role)
RIGHTS: tuple[Right, ...] = get_args(Right)

GRANTED: Mapping[Role, frozenset[Right]] = {
    "editor": frozenset({"see", "write"}),
    "approver": frozenset({"see", "write", "publish"}),
    "operator": frozenset({"see", "write", "alert"}),
    "technician": frozenset({"see", "devices"}),
    "auditor": frozenset({"see", "audit"}),
    "administrator": frozenset(RIGHTS),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a unit and all units below it; ``unit_id`` None is the whole tree."""

    role: Role
    unit_id: str | None
