"""The seam between two items that are the halves of one sound: what of it is missing, late or wrong. Pure."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import numpy as np

from bench.speaker.levels import likeness, place_of
from media.sound import RATE_HZ, Samples, count_of

OUTER, INNER = count_of(1_200), count_of(400)
"""How far from the seam the pieces lie by which the halves are found."""
NEAR = count_of(300)
WINDOW = count_of(3)
WRONG, SILENT, ALIKE = 0.1, 0.1, 0.8
"""Of the sound's own level."""


class Seam(NamedTuple):
    """``late``: by how many samples the second half is late; ``wrong``: how many near the seam aren't the sound's."""

    late: int
    wrong: int
    silent_ms: float


def seam(heard: Samples, whole: Samples) -> Seam:
    """How the second half of ``whole`` follows its first in ``heard``."""
    middle = len(whole) // 2
    first, second = whole[middle - OUTER : middle - INNER], whole[middle + INNER : middle + OUTER]
    first_at, second_at = place_of(first, heard), place_of(second, heard)
    played = heard[first_at : first_at + len(first)]
    if likeness(first, played) < ALIKE or likeness(second, heard[second_at : second_at + len(second)]) < ALIKE:
        raise AssertionError("the halves were not heard")
    at, gain = first_at + OUTER, float(np.dot(first, played) / np.dot(first, first))
    near, meant = heard[at - NEAR : at + NEAR], gain * whole[middle - NEAR : middle + NEAR]
    off = np.abs(near - meant[: len(near)]) > WRONG * gain * np.abs(whole).max()
    return Seam(second_at - first_at - OUTER - INNER, int(off.sum()), longest_silence_ms(near))


def place_in(heard: Samples, whole: Samples) -> int | None:
    """At which sample of ``whole`` a piece of it begins that is played at its own speed and without a hole.

    None for anything else: for one who catches up, the halves of the piece are not as far apart as they should be.
    """
    first, second = heard[: len(heard) // 2], heard[len(heard) // 2 :]
    first_at, second_at = place_of(first, whole), place_of(second, whole)
    found = ((first, first_at), (second, second_at))
    is_whole = all(likeness(piece, whole[at : at + len(piece)]) >= ALIKE for piece, at in found)
    return first_at if is_whole and second_at == first_at + len(first) else None


def longest_silence_ms(near: Samples) -> float:
    """The longest time for which it is 20 dB under its usual level."""
    power = np.convolve(near.astype(np.float64) ** 2, np.ones(WINDOW) / WINDOW, "same")
    quiet = power < SILENT**2 * np.median(power)
    return max((1000 * sum(1 for _ in run) / RATE_HZ for is_quiet, run in groupby(quiet) if is_quiet), default=0.0)
