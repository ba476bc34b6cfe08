"""The one thread in which a device decides: events come in by a queue from all others, alarms go off between."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from agent.run.agenda import Agenda

T = TypeVar("T")


Ending = Literal["stopped", "restart", "failed"]


@dataclass(frozen=True, slots=True)
class _Stop:
    """Ends the loop once everything before it was dealt with."""

    ending: Ending


class Loop:
    """Posts are taken in order; an event nobody asked for is a mistake of ours and ends the process."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._reactions: dict[type, Callable[[Any], None]] = {}

    def on(self, kind: type[T], react: Callable[[T], None]) -> None:
        """Say what happens for events of this type."""
        self._reactions[kind] = react

    def post(self, event: object) -> None:
        """Hand over an event, from any thread."""
        self._inbox.put(event)

    def stop(self, ending: Ending = "stopped") -> None:
        """Make :meth:`run` return ``ending`` soon, from any thread and from a signal handler."""
        self.post(_Stop(ending))

    def run(self) -> Ending:
        """React until stopped."""
        while True:
            event = self._next()
            if isinstance(event, _Stop):
                return event.ending
            if event is not None:
                self._reactions[type(event)](event)
            self._agenda.run_due()

    def _next(self) -> object | None:
        try:
            return self._inbox.get(timeout=self._agenda.due_in_s())
        except queue.Empty:
            return None
