"""Who interrupts whom: one table in data. :mod:`protocol.programme` reads it and decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ClassName = Literal["mute-all", "emergency", "live", "priority", "scheduled", "filler", "safe"]
Arrival = Literal["cut", "boundary", "at-time", "when-idle"]
Return = Literal["when-lifted", "own-rule", "next-item", "none"]


@dataclass(frozen=True, slots=True)
class InterruptClass:
    """One row: the higher ``rank`` wins; ``arrival`` is how it comes in, ``comes_back`` what its victim does after."""

    name: ClassName
    rank: int
    arrival: Arrival
    comes_back: Return


INTERRUPTS: tuple[InterruptClass, ...] = (
    InterruptClass("mute-all", 100, "cut", "when-lifted"),
    InterruptClass("emergency", 90, "cut", "own-rule"),
    InterruptClass("live", 80, "cut", "own-rule"),
    InterruptClass("priority", 70, "boundary", "next-item"),
    InterruptClass("scheduled", 50, "at-time", "none"),
    InterruptClass("filler", 10, "when-idle", "none"),
    InterruptClass("safe", 0, "when-idle", "none"),
)

BY_NAME = {row.name: row for row in INTERRUPTS}


def rank_of(name: ClassName) -> int:
    """The rank of a class."""
    return BY_NAME[name].rank


def waits_for_boundary(name: ClassName) -> bool:
    """Whether a class lets the item that is on finish first."""
    return BY_NAME[name].arrival == "boundary"


def waits_its_turn(name: ClassName) -> bool:
    """Whether a class that comes while a higher one is on begins when that is over, and misses nothing by it."""
    return BY_NAME[name].arrival in ("cut", "boundary")


def return_after(name: ClassName) -> Return:
    """What the victim of a class does afterwards; ``none``: its time went on meanwhile."""
    return BY_NAME[name].comes_back
