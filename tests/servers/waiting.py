"""Waiting for something to become true, with a deadline instead of a guess."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_EVERY_S = 0.02


def wait_for(probe: Callable[[], T | bool | None], what: str, within_s: float = 10.0) -> T:
    """The first answer of ``probe`` that is neither None nor False; AssertionError naming ``what`` when none came ``within_s`` seconds."""
    deadline = time.monotonic() + within_s
    while True:
        answer = probe()
        if answer is not None and answer is not False:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {within_s:g} s")
        time.sleep(LOOK_EVERY_S)
