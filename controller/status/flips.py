"""Writes a row for each change of state. Level-triggered: it compares what is with what it wrote last.

The change is a compare-and-set, so a second process that looks at the same moment writes nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col, update

from controller.status.models import DeviceStatus, Flip
from controller.status.service import listening_since
from controller.status.state import State, state_of
from protocol.ids import EpochMs


def record_flips(session: Session, now_ms: EpochMs) -> list[Flip]:
    """The flips that were due at ``now_ms``, written. A whole province that drops out costs a few statements."""
    flips = [
        Flip(device_id=device, at_ms=now_ms, was=was, became=became)
        for (was, became), devices in _due(session, now_ms).items()
        for device in set_state(session, devices, was, became, now_ms)
    ]
    session.add_all(flips)
    session.flush()
    return flips


def set_state(session: Session, devices: Sequence[str], was: str, became: State, now_ms: EpochMs) -> Sequence[str]:
    """Those of ``devices`` that still were in ``was``; they, and only they, are in ``became`` now."""
    statement = (
        update(DeviceStatus)
        .where(col(DeviceStatus.device_id).in_(devices), col(DeviceStatus.flipped_to) == was)
        .values(flipped_to=became, flipped_at_ms=now_ms)
        .returning(col(DeviceStatus.device_id))
        .execution_options(synchronize_session=False)
    )
    return session.execute(statement).scalars().all()


def _due(session: Session, now_ms: EpochMs) -> dict[tuple[str, State], list[str]]:
    """Devices by (state of the last flip, state now) where the two differ."""
    since = listening_since(session)
    query = select(
        col(DeviceStatus.device_id),
        col(DeviceStatus.last_seen_ms),
        col(DeviceStatus.online),
        col(DeviceStatus.flipped_to),
    )
    due: dict[tuple[str, State], list[str]] = defaultdict(list)
    for device, last_seen_ms, online, was in session.execute(query).all():
        state = state_of(last_seen_ms, online, now_ms, since)
        if state != was:
            due[was, state].append(device)
    return due


def seen_state(status: DeviceStatus | None, now_ms: EpochMs, since_ms: EpochMs | None) -> State:
    """The state of a device with this row, or without one."""
    if status is None:
        return "never"
    return state_of(status.last_seen_ms, status.online, now_ms, since_ms)
