"""A thread that ended by a mistake of ours: told as a fault; without the vital ones the process begins anew."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from agent.outbox.journal import Journal
from agent.run.loop import Ending

log = logging.getLogger(__name__)

VITAL = frozenset({"mqtt"})
"""Without this thread nobody would see the board; a new process plays from disk within a second."""


@dataclass(frozen=True, slots=True)
class ThreadDied:
    """Thread ``name`` ended by an exception."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Crashes:
    """Reacts to threads that died."""

    journal: Journal
    stop: Callable[[Ending], None]

    def died(self, event: ThreadDied) -> None:
        """Write it down; end the process when it can't go on without that thread."""
        self.journal.fault("thread-died", f"{event.name}: {event.why}")
        if event.name in VITAL:
            self.stop("failed")


def watch_threads(post: Callable[[object], None]) -> None:
    """Have every exception that ends a thread logged and posted."""

    def hook(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "?"
        error = (args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
        log.critical("thread %s died", name, exc_info=error)
        post(ThreadDied(name, f"{args.exc_type.__name__}: {args.exc_value}"))

    threading.excepthook = hook
