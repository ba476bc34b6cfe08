"""Waiting for the demo's processes to be ready, noticing the ones that die meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

from protocol.errors import Unavailable
from protocol.words import Words
from provisioning.demo.household import Child, Household

LOOK_EVERY_S = 0.1
LAST_LINES = 10


class NotReady(Unavailable):
    """Something the demo needs did not come up."""


def wait_until(ready: Callable[[], bool], what: Words, household: Household, within_s: float) -> None:
    """Return once ``ready``; NotReady when a process dies before, or when it takes longer than ``within_s``."""
    deadline = time.monotonic() + within_s
    while not ready():
        if ended := household.newly_ended():
            raise _died(ended[0])
        if time.monotonic() > deadline:
            raise _too_long(what, within_s)
        time.sleep(LOOK_EVERY_S)


def last_words(child: Child) -> str:
    """The end of what ``child`` printed."""
    return "\n".join(child.log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:])


def _died(child: Child) -> NotReady:
    said = last_words(child)
    return NotReady(
        Words(f"Tiến trình {child.name} đã dừng:\n{said}\n", f"The process {child.name} ended:\n{said}\n"),
        Words(f"Xem toàn bộ ở {child.log}.", f"All of it is in {child.log}."),
    )


def _too_long(what: Words, within_s: float) -> NotReady:
    return NotReady(
        Words(f"Quá {within_s:g} giây mà chưa xong: {what.vi}.", f"Not within {within_s:g} seconds: {what.en}."),
        Words("Xem các tệp trong .demo/logs.", "Look into the files in .demo/logs."),
    )
