"""In which order boards of a unit play contents of one class. Pure.

First what the unit put in order by hand, as it did; then the rest by whose it is (its own first, or those of the units
above first), of one unit the oldest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar, get_args

OriginOrder = Literal["own", "above"]
"""Whose goes first: ``own``, the nearest unit's, or ``above``, the highest unit's."""
ORIGIN_ORDERS: Mapping[str, OriginOrder] = {one: one for one in get_args(OriginOrder)}
USUAL: OriginOrder = "own"


class Placed(Protocol):
    """What of a content decides its place."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def unit_id(self) -> str:
        """The unit it is of."""

    @property
    def slot_class(self) -> str:
        """A :data:`protocol.manifest.SlotClass`."""

    @property
    def created_at_ms(self) -> int:
        """When it was first published."""


One = TypeVar("One", bound=Placed)


@dataclass(frozen=True, slots=True)
class Ordering:
    """What a unit says: whose goes first, and of some classes the ids in order."""

    origin_order: OriginOrder = USUAL
    by_hand: Mapping[str, Sequence[str]] = field(default_factory=dict)


def arranged(contents: Sequence[One], ordering: Ordering, distance: Mapping[str, int]) -> list[One]:
    """In order; ``distance`` is how far above the boards each unit stands, 0 their own."""
    hands = {name: {one: place for place, one in enumerate(ids)} for name, ids in ordering.by_hand.items()}
    sign = -1 if ordering.origin_order == "above" else 1

    def place(content: One) -> tuple[int, int, int, str]:
        by_hand = hands.get(content.slot_class, {})
        origin = sign * distance[content.unit_id]
        return by_hand.get(content.id, len(by_hand)), origin, content.created_at_ms, content.id

    return sorted(contents, key=place)


def moved(ids: Sequence[str], one: str, before: str) -> list[str]:
    """``ids`` with ``one`` right before ``before``, or last where that is empty or not there; once more is the same.

    Before itself it stays where it is.
    """
    if before == one:
        return list(ids)
    rest = [other for other in ids if other != one]
    at = rest.index(before) if before in rest else len(rest)
    return [*rest[:at], one, *rest[at:]]
