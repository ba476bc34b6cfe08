"""Stages of an acknowledgement: ``received -> verified -> rendering -> rendered -> finished``, or one of three ends.

A stage only moves forward. Acks can be lost, doubled or reordered: :func:`later` gives the same result in any order.
"""

from __future__ import annotations

from typing import Literal

Stage = Literal["received", "verified", "rendering", "rendered", "finished", "rejected", "expired", "cancelled"]

ORDER: tuple[Stage, ...] = (
    "received",
    "verified",
    "rendering",
    "rejected",
    "expired",
    "cancelled",
    "rendered",
    "finished",
)
"""From least to most. ``rendered`` stands above the ends: what was once heard stays heard."""

HEARD: frozenset[Stage] = frozenset({"rendered", "finished"})
ENDS: frozenset[Stage] = frozenset({"finished", "rejected", "expired", "cancelled"})


def later(one: Stage | None, other: Stage) -> Stage:
    """The stage that says more; commutative, associative and idempotent."""
    if one is None:
        return other
    return max(one, other, key=ORDER.index)
