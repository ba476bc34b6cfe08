"""What a device knows of emergencies over time: from the alert sets it holds to which alerts are in force.

Invariants: level-triggered (the held sets and the time decide, not the order of messages); what has once ended never
comes back, whatever the clock does, until its sender writes it anew; expiry counts down by elapsed time from receipt,
so a clock that steps back re-opens nothing and a clock that is wrong can't keep an alert for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from protocol.alert import Alert
from protocol.documents import AlertSet
from protocol.ids import EpochMs
from protocol.intake import Now
from protocol.programme_types import Alerts, HeldAlert

Ending = Literal["cancelled", "expired"]
FORGET_AFTER_MS = 60 * 60 * 1000
"""An ended alert is kept this long after it left every set: the resume rules need to know when it was on."""


class Entry(Struct, frozen=True, kw_only=True):
    """One alert as this device lived it. Kept on disk as JSON."""

    alert: Alert
    received_at_ms: EpochMs
    remaining_ms: int
    """Counted down by elapsed time; at 0 the alert has expired."""
    ended_at_ms: EpochMs | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An alert that came into force (``began``) or ended, for acknowledging."""

    alert_id: str
    what: Literal["began"] | Ending


@dataclass(frozen=True, slots=True)
class AlertBook:
    """All alerts a device remembers, by id."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    muted: bool = False

    def alerts(self) -> Alerts:
        """As :func:`protocol.programme.programme` takes them."""
        held = (HeldAlert(one.alert, one.received_at_ms, one.ended_at_ms) for one in self.entries.values())
        return Alerts(tuple(held), self.muted)

    def next_expiry_ms(self) -> int | None:
        """In how many milliseconds the next alert expires by itself; None when none is in force."""
        left = [one.remaining_ms for one in self.entries.values() if one.ended_at_ms is None]
        return min(left) if left else None


def updated(
    book: AlertBook, sets: Iterable[AlertSet], now: Now, elapsed_ms: int
) -> tuple[AlertBook, tuple[Change, ...]]:
    """The book after ``elapsed_ms`` (monotonic, since the last call) under the sets held for what it listens to."""
    sets = tuple(sets)
    wanted = {alert.id: alert for one in sets for alert in one.alerts}
    entries = {key: _aged(entry, wanted.get(key), now, elapsed_ms) for key, entry in book.entries.items()}
    entries |= {key: _begun(alert, now) for key, alert in wanted.items() if _is_new(entries.get(key), alert)}
    kept = {key: entry for key, entry in entries.items() if key in wanted or not _forgotten(entry, now)}
    after = AlertBook(MappingProxyType(kept), any(one.mute_all for one in sets))
    return after, tuple(_changes(book, after))


def _aged(entry: Entry, wanted: Alert | None, now: Now, elapsed_ms: int) -> Entry:
    if entry.ended_at_ms is not None:
        return entry
    entry = replace(entry, remaining_ms=_remaining(entry, now, elapsed_ms))
    if entry.remaining_ms <= 0:
        return replace(entry, ended_at_ms=now.wall_ms, ending="expired")
    if wanted is None:
        return replace(entry, ended_at_ms=now.wall_ms, ending="cancelled")
    return entry


def _remaining(entry: Entry, now: Now, elapsed_ms: int) -> int:
    counted = entry.remaining_ms - elapsed_ms
    return counted if now.clock == "unknown" else min(counted, entry.alert.expires_at_ms - now.wall_ms)


def _begun(alert: Alert, now: Now) -> Entry:
    lifetime_ms = alert.expires_at_ms - alert.sent_at_ms
    remaining_ms = lifetime_ms if now.clock == "unknown" else min(lifetime_ms, alert.expires_at_ms - now.wall_ms)
    entry = Entry(alert=alert, received_at_ms=now.wall_ms, remaining_ms=max(0, remaining_ms))
    return entry if remaining_ms > 0 else replace(entry, ended_at_ms=now.wall_ms, ending="expired")


def _is_new(present: Entry | None, alert: Alert) -> bool:
    return present is None or (present.alert != alert and alert.sent_at_ms > present.alert.sent_at_ms)


def _forgotten(entry: Entry, now: Now) -> bool:
    return entry.ended_at_ms is not None and now.wall_ms - entry.ended_at_ms > FORGET_AFTER_MS


def _changes(before: AlertBook, after: AlertBook) -> Iterable[Change]:
    for key, entry in after.entries.items():
        was = before.entries.get(key)
        if was is None or was.alert != entry.alert:
            yield Change(key, "began")
        if entry.ending and (was is None or was.ending is None):
            yield Change(key, entry.ending)
