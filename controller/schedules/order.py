"""In which order the entries of a playlist play. Pure, and the same on every machine and Python for ever: equal
schedules must be equal bytes.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

from controller.schedules.kinds import PlayOrder

T = TypeVar("T")
ROUNDS = 7
"""Different orders before a shuffle begins anew."""
MOST_TURNS = 600
"""Of one playlist in a manifest: a long list is shuffled in fewer rounds, and weights that make more are refused."""


def in_turn(entries: Sequence[T], weights: Sequence[int], order: PlayOrder, seed: int) -> tuple[T, ...]:
    """``entries`` as they play, one after the other, until all begins anew; ``weights`` (1 to 10) go with them."""
    if order == "fixed" or len(entries) < 2:
        return tuple(entries)
    places = _shuffled(len(entries), seed) if order == "shuffle" else _weighted(weights)
    return tuple(entries[place] for place in places)


def turns_by_weight(weights: Sequence[int]) -> int:
    """How many turns a weighted list has until all begins anew."""
    return sum(weights) // math.gcd(*weights) if weights else 0


def _weighted(weights: Sequence[int]) -> list[int]:
    """Smooth weighted round robin (as nginx has it): each as often as its weight says, as far apart as can be."""
    divisor = math.gcd(*weights)
    shares = [weight // divisor for weight in weights]
    credit, turns = [0] * len(shares), list[int]()
    for _ in range(sum(shares)):
        credit = [had + share for had, share in zip(credit, shares, strict=True)]
        chosen = max(range(len(shares)), key=lambda place: (credit[place], -place))
        credit[chosen] -= sum(shares)
        turns.append(chosen)
    return turns


def _shuffled(count: int, seed: int) -> list[int]:
    """One permutation after the other; none begins with what the one before ended with."""
    turns: list[int] = []
    for number in range(max(1, min(ROUNDS, MOST_TURNS // count))):
        turn = sorted(range(count), key=lambda place: _lot(seed, number, place))
        turns += [*turn[1:], turn[0]] if turns and turns[-1] == turn[0] else turn
    return [*turns[:-2], turns[-1], turns[-2]] if turns[0] == turns[-1] and len(turns) > count > 2 else turns


def _lot(seed: int, number: int, place: int) -> bytes:
    return hashlib.sha256(f"{seed} {number} {place}".encode()).digest()
