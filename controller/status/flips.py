"""Writes a row for each change of state. Level-triggered: it compares what is with what it wrote last.

The change is a compare-and-set, so a second process that looks at the same moment writes nothing twice.
"""

from __future__ import annotations

from typing import cast

from sqlalchemy import CursorResult, select
from sqlmodel import Session, col, update

from controller.status.models import DeviceStatus, Flip
from controller.status.service import listening_since
from controller.status.state import State, state_of
from protocol.ids import EpochMs


def record_flips(session: Session, now_ms: EpochMs) -> list[Flip]:
    """The flips that were due at ``now_ms``, written."""
    since = listening_since(session)
    query = select(
        col(DeviceStatus.device_id),
        col(DeviceStatus.last_seen_ms),
        col(DeviceStatus.online),
        col(DeviceStatus.flipped_to),
    )
    flips = [
        Flip(device_id=device, at_ms=now_ms, was=was, became=state)
        for device, last_seen_ms, online, was in session.execute(query).all()
        if (state := state_of(last_seen_ms, online, now_ms, since)) != was
    ]
    written = [flip for flip in flips if set_state(session, flip)]
    session.add_all(written)
    session.flush()
    return written


def set_state(session: Session, flip: Flip) -> bool:
    """Whether the device still was in ``flip.was``; only then it is in ``flip.became`` now."""
    statement = (
        update(DeviceStatus)
        .where(col(DeviceStatus.device_id) == flip.device_id, col(DeviceStatus.flipped_to) == flip.was)
        .values(flipped_to=flip.became, flipped_at_ms=flip.at_ms)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[None]", session.execute(statement)).rowcount == 1


def seen_state(status: DeviceStatus | None, now_ms: EpochMs, since_ms: EpochMs | None) -> State:
    """The state of a device with this row, or without one."""
    if status is None:
        return "never"
    return state_of(status.last_seen_ms, status.online, now_ms, since_ms)
