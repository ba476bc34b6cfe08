"""What somebody decided about units, as data: which units end, which begin, and what becomes of whom. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from controller.units.dated import unit_id

EventKind = Literal["merge", "split", "rename", "move"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
NONE = "none"
"""The answer to “whose settings hold in the new unit”: nobody's."""


class NewUnit(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit that begins with the event. What is left empty is as in the unit it comes from, but for a part's point."""

    code: str
    name: str
    kind: str = ""
    tier: str = ""
    parent_id: str | None = None
    lat: float | None = None
    lon: float | None = None


class Order(Struct, frozen=True, forbid_unknown_fields=True):
    """One event. ``into`` says of each unit that ends which unit follows it; a unit that is split is not in there.

    ``parts`` names, for each unit that is split, the units it falls into. ``placed`` is what the event can't know by
    itself: ``"device led-1"``, ``"user lan"`` or ``"unit <id>"`` (a unit below a split one) and where it goes, and
    ``"tuning <id of the new unit>"`` with the unit whose settings hold there (or :data:`NONE`). ``located`` says where
    a thing stands instead (degrees north, degrees east): it goes to the part whose point is nearest.
    """

    kind: EventKind
    effective: date
    begins: tuple[NewUnit, ...] = ()
    into: Mapping[str, str] = {}
    parts: Mapping[str, tuple[str, ...]] = {}
    placed: Mapping[str, str] = {}
    located: Mapping[str, tuple[float, float]] = {}
    basis: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids of the units that end on the day before."""
        return (*self.into, *self.parts)

    def id_of(self, new: NewUnit) -> str:
        """The dated id of a unit that begins."""
        return unit_id(new.code, self.effective)


def key_of(what: str, thing_id: str) -> str:
    """How :attr:`Order.placed` names a thing."""
    return f"{what} {thing_id}"
