"""The state of devices worked out by the database: the same rule as :func:`controller.status.state.state_of`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, case, literal, or_
from sqlmodel import col

from controller.status.models import DeviceStatus
from controller.status.state import LATE_AFTER_MS, OFFLINE_AFTER_MS, State
from protocol.ids import EpochMs

RANKS: Mapping[State, int] = {"offline": 0, "late": 1, "online": 2, "never": 3}
"""The worst first."""


def state_column(now_ms: EpochMs, listening_since_ms: EpochMs | None) -> ColumnElement[str]:
    """SQL: the state at ``now_ms`` of the device of a row, which may be missing (an outer join)."""
    return _worked_out(now_ms, listening_since_ms, {one: literal(one) for one in RANKS})


def rank_column(now_ms: EpochMs, listening_since_ms: EpochMs | None) -> ColumnElement[int]:
    """SQL: the place of that state in :data:`RANKS`."""
    return _worked_out(now_ms, listening_since_ms, {one: literal(rank) for one, rank in RANKS.items()})


def _worked_out(now_ms: int, since_ms: int | None, told: Mapping[State, Any]) -> ColumnElement[Any]:
    seen, online = col(DeviceStatus.last_seen_ms), col(DeviceStatus.online)
    has_listened = since_ms is not None and now_ms - since_ms > OFFLINE_AFTER_MS
    silent = seen < now_ms - OFFLINE_AFTER_MS if has_listened else literal(False)
    gone, late = or_(online.is_(False), silent), seen < now_ms - LATE_AFTER_MS
    whens = ((seen.is_(None), told["never"]), (gone, told["offline"]), (late, told["late"]))
    return case(*whens, else_=told["online"])
