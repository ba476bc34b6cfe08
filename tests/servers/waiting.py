"""Waiting for something to become true, with a deadline instead of a guess."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_EVERY_S = 0.02


def wait_for(probe: Callable[[], T], what: str, within_s: float = 10.0) -> T:
    """The first true answer of ``probe``; AssertionError naming ``what`` when none came in ``within_s`` seconds."""
    deadline = time.monotonic() + within_s
    while not (answer := probe()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {within_s:g} s")
        time.sleep(LOOK_EVERY_S)
    return answer
