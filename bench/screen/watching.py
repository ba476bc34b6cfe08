"""Which frame of a clip was on the screen when, seen from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bench.screen.counted_clip import FRAMES_A_SECOND, number_on
from bench.screen.xserver import LOOK_EVERY_S, XServer
from media.text import Box


class Sighting(NamedTuple):
    """Frame ``number`` was first seen at this monotonic second."""

    at_s: float
    number: int


def frames_seen(x: XServer, box: Box, for_s: float) -> Sequence[Sighting]:
    """Every change of the frame in ``box``, looking a thousand times a second."""
    seen: list[Sighting] = []
    until_s = time.monotonic() + for_s
    while time.monotonic() < until_s:
        number = number_on(x.pixels, box)
        if number is not None and (not seen or seen[-1].number != number):
            seen.append(Sighting(time.monotonic(), number))
        time.sleep(LOOK_EVERY_S)
    return seen


def missing(seen: Sequence[Sighting], length: int) -> int:
    """How many frames were never on the screen, of a clip of ``length`` frames that goes round and round."""
    return sum((later.number - one.number) % length - 1 for one, later in pairwise(seen))


def late(seen: Sequence[Sighting]) -> int:
    """How many came more than one frame's time after they were due, which is when most of their round were punctual."""
    return sum(begin_s > due_s + 1 / FRAMES_A_SECOND for begins, due_s in _rounds_begun(seen) for begin_s in begins)


def longest_loop_gap_ms(seen: Sequence[Sighting]) -> float:
    """From the last frame of one round to the first of the next, at most."""
    return max((1000 * (later.at_s - one.at_s) for one, later in pairwise(seen) if later.number < one.number))


def rounds(seen: Sequence[Sighting]) -> list[list[Sighting]]:
    """The sightings of each round of the clip."""
    found: list[list[Sighting]] = []
    for one in seen:
        if not found or one.number < found[-1][-1].number:
            found.append([])
        found[-1].append(one)
    return found


def _rounds_begun(seen: Sequence[Sighting]) -> Iterator[tuple[Sequence[float], float]]:
    """When each round began by each of its frames, and by the median of them."""
    for played in rounds(seen):
        begins = [one.at_s - one.number / FRAMES_A_SECOND for one in played]
        yield begins, median(begins)
