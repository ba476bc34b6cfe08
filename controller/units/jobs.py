"""Applying events on their day. Level-triggered: late, twice or after a crash it comes to the same."""

from __future__ import annotations

import logging

from sqlalchemy import Engine

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.units import events
from protocol.errors import RaoError
from protocol.ids import EpochMs

log = logging.getLogger(__name__)


def apply_due(engine: Engine, time_zone: str, now_ms: EpochMs | None = None) -> int:
    """Applies the events whose day has come, each in a transaction of its own; answers how much changed.

    One that can't be (a new device of a split unit of which nobody said where it goes) says why and is tried again.
    """
    now_ms = now_ms or wall_ms()
    with session_scope(engine, writes=False) as session:
        waiting = events.due(session, day_of(now_ms, time_zone))
        straggling = bool(events.stragglers(session))
    changed = sum(_apply(engine, one, now_ms, time_zone) for one in waiting)
    if straggling:
        with session_scope(engine) as session:
            changed += events.sweep(session, now_ms, time_zone)
    return changed


def _apply(engine: Engine, event_id: int, now_ms: EpochMs, time_zone: str) -> bool:
    try:
        with session_scope(engine) as session:
            event = events.take(session, event_id)
            if event is None:
                return False
            events.apply(session, event, now_ms, time_zone)
    except RaoError as reason:
        log.warning("event %d of units waits: %s", event_id, reason)
        with session_scope(engine) as session:
            return events.hinder(session, event_id, reason)
    return True
