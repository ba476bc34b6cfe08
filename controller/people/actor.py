"""Who acts, as every service gets it."""

from __future__ import annotations

from dataclasses import dataclass

from controller.people.rights import GRANTED, Grant, Right, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person's role and unit, and what else they were granted.

    ``unit_id`` None is the whole tree: the program itself and its command line. ``within`` narrows all of it: an API
    token that may do less than its person.
    """

    user_id: int | None
    role: Role
    unit_id: str | None
    more: tuple[Grant, ...] = ()
    within: Grant | None = None

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Everything granted, before it is narrowed."""
        return (Grant(self.role, self.unit_id), *self.more)


THE_SYSTEM = Actor(user_id=None, role="administrator", unit_id=None)
"""The controller's own jobs and command line: whoever may read its key files may do everything anyway."""


def may(actor: Actor, right: Right) -> bool:
    """Whether one of the actor's roles grants the right (somewhere)."""
    is_let = actor.within is None or right in GRANTED[actor.within.role]
    return is_let and any(right in GRANTED[grant.role] for grant in actor.grants)
