"""The alert book on disk: what began, what ended, and how long each still lasts."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

import msgspec

from agent.reception.stepping import moved, settled
from agent.store import State
from protocol.alert_book import AlertBook, Change, Entry, updated
from protocol.documents import AlertSet
from protocol.intake import Now
from protocol.programme_types import Alerts
from protocol.wire import Undecodable, decode

log = logging.getLogger(__name__)

BOOK = "alert-book"
PERSIST_EVERY_MS = 60_000
"""What a power cut can add to an alert's life at most."""


class AlertDesk:
    """Keeps the book up to date by elapsed time, and on disk whenever something began or ended."""

    def __init__(self, state: State, now: Now, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._state, self._monotonic_s = state, monotonic_s
        self._book = AlertBook(MappingProxyType(settled(_restored(state), now.wall_ms)))
        self._looked_at_s, self._looked_at_ms = monotonic_s(), now.wall_ms
        self._unpersisted_ms = 0
        self._changed = False

    @property
    def alerts(self) -> Alerts:
        """What is known now, for the programme."""
        return self._book.alerts()

    def in_force(self) -> tuple[str, ...]:
        """Ids of the alerts that have not ended."""
        return tuple(key for key, entry in self._book.entries.items() if entry.ended_at_ms is None)

    def refresh(self, sets: Iterable[AlertSet], now: Now) -> tuple[Change, ...]:
        """Bring the book to now under ``sets``; the changes are on disk after :meth:`keep`.

        The set that began an alert is on disk already, so an alert can be shown before the book says so.
        """
        elapsed_ms = int((self._monotonic_s() - self._looked_at_s) * 1000)
        step_ms = now.wall_ms - self._looked_at_ms - elapsed_ms
        self._looked_at_s, self._looked_at_ms = self._looked_at_s + elapsed_ms / 1000, now.wall_ms
        book = replace(self._book, entries=MappingProxyType(moved(self._book.entries, step_ms)))
        self._book, changes = updated(book, sets, now, elapsed_ms)
        self._unpersisted_ms += elapsed_ms
        self._changed = self._changed or bool(changes)
        return changes

    def keep(self) -> None:
        """Put the book on disk when something began or ended, and each minute while an alert is in force."""
        if self._changed or (self.in_force() and self._unpersisted_ms >= PERSIST_EVERY_MS):
            self._state.remember(BOOK, msgspec.json.encode(dict(self._book.entries)))
            self._changed, self._unpersisted_ms = False, 0

    def next_expiry_ms(self) -> int | None:
        """In how many milliseconds the next alert runs out; None when none is in force."""
        return self._book.next_expiry_ms()


def _restored(state: State) -> dict[str, Entry]:
    kept = state.fact(BOOK)
    try:
        return decode(kept, dict[str, Entry]) if kept else {}
    except Undecodable as error:
        log.warning("the alert book on disk is unreadable: %s", error)
        return {}
