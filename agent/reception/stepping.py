"""Keeping the alert book right when the wall clock is set: an alert's life is elapsed time, so it moves along.

Without this an alert received while the clock stood in 1970 would have been sounding for decades once the clock is
set, and one received by a clock that was ahead would fall silent until the clock has caught up.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from protocol.alert_book import Entry
from protocol.ids import EpochMs

STEP_MS = 2_000
"""A clock that is slewed stays within this of elapsed time between two looks; more is a step."""


def moved(entries: Mapping[str, Entry], step_ms: int) -> dict[str, Entry]:
    """``entries`` after the wall clock was set by ``step_ms`` (negative: back)."""
    if abs(step_ms) < STEP_MS:
        return dict(entries)
    return {key: _moved(entry, step_ms) for key, entry in entries.items()}


def settled(entries: Mapping[str, Entry], wall_ms: EpochMs) -> dict[str, Entry]:
    """``entries`` read after a restart, when nobody knows how long it took: none began or ended after now, none in
    force began longer ago than it may last."""
    return {key: _settled(entry, wall_ms) for key, entry in entries.items()}


def _moved(entry: Entry, step_ms: int) -> Entry:
    ended_at_ms = EpochMs(entry.ended_at_ms + step_ms) if entry.ended_at_ms is not None else None
    return replace(entry, received_at_ms=EpochMs(entry.received_at_ms + step_ms), ended_at_ms=ended_at_ms)


def _settled(entry: Entry, wall_ms: EpochMs) -> Entry:
    lifetime_ms = max(0, entry.alert.expires_at_ms - entry.alert.sent_at_ms)
    earliest_ms = wall_ms - lifetime_ms if entry.ended_at_ms is None else 0
    received_at_ms = EpochMs(max(earliest_ms, min(entry.received_at_ms, wall_ms)))
    ended_at_ms = min(entry.ended_at_ms, wall_ms) if entry.ended_at_ms is not None else None
    return replace(entry, received_at_ms=received_at_ms, ended_at_ms=ended_at_ms)
