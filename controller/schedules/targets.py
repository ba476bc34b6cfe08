"""For which devices a slot is. Pure.

Places (units, single devices) are joined: a device in any of them will do. What narrows them (kind of device, hardware
model, tag) must fit in each sort that is named at all. Nothing named is everything.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

Narrow = Literal["device", "kind", "profile", "tag"]
NARROWS: tuple[Narrow, ...] = get_args(Narrow)


@dataclass(frozen=True, slots=True)
class Standing:
    """A device as slots see it. ``units`` are its own, those above it, and ended ones that left it something."""

    id: str
    kind: str
    profile: str
    units: Collection[str]
    tags: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Targets:
    """Ids of units and devices, kinds (``screen``, ``board``, ``speaker``), hardware models, and keys of labels."""

    units: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def hold(self, one: Standing) -> bool:
        """Whether the device is one of them."""
        return self._place_holds(one) and self._sort_holds(one)

    def may_share(self, other: Targets) -> bool:
        """Whether a device could be meant by both, as far as the sorts tell; places are for who knows the tree."""
        pairs = ((self.kinds, other.kinds), (self.profiles, other.profiles))
        return all(not mine or not theirs or mine & theirs for mine, theirs in pairs)

    def _place_holds(self, one: Standing) -> bool:
        anywhere = not self.units and not self.devices
        return anywhere or one.id in self.devices or any(unit in self.units for unit in one.units)

    def _sort_holds(self, one: Standing) -> bool:
        fits = one.kind in self.kinds or not self.kinds, one.profile in self.profiles or not self.profiles
        return all(fits) and (not self.tags or any(tag in self.tags for tag in one.tags))


EVERYTHING = Targets()
