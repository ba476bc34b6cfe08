"""Who acts, as every service gets it."""

from __future__ import annotations

from dataclasses import dataclass

from controller.people.rights import GRANTED, Right, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person's role and unit. ``unit_id`` None is the whole tree: the program itself and its command line."""

    user_id: int | None
    role: Role
    unit_id: str | None


THE_SYSTEM = Actor(user_id=None, role="administrator", unit_id=None)
"""The controller's own jobs and command line: whoever may read its key files may do everything anyway."""


def may(actor: Actor, right: Right) -> bool:
    """Whether the actor's role grants the right (somewhere)."""
    return right in GRANTED[actor.role]
