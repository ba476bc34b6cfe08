"""A limit on work that waits for a network, whatever the link does.

Limits of sockets count each wait, not the look-up of a name nor a server that drips; so the limit here is on the whole,
from outside, and a thread whose time is up is left to itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(limit_s: float, work: Callable[[], T], *failures: type[Exception]) -> T:
    """What ``work`` answers, or raises of ``failures``; raises TimeoutError after ``limit_s`` seconds."""
    promise: Future[T] = Future()
    threading.Thread(target=_keep, args=(promise, work, failures), name="speech service", daemon=True).start()
    return promise.result(limit_s)


def _keep(promise: Future[T], work: Callable[[], T], failures: tuple[type[Exception], ...]) -> None:
    try:
        promise.set_result(work())
    except failures as failure:
        promise.set_exception(failure)
