"""What a device should be showing and saying at a moment, from what is stated for it: the board's own function."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from controller.library.store import Store
from controller.timeline.stated import alerts_for, known_at, stated_for
from firmware_profiles import Profile
from protocol.alert import Alert
from protocol.ids import EpochMs
from protocol.programme import programme_of
from protocol.programme_types import Programme


@dataclass(frozen=True, slots=True)
class Scene:
    """A programme and what else is on the picture."""

    unit_name: str
    time_zone: str
    programme: Programme
    ticker_speed_px_s: int


def scene_of(
    session: Session, store: Store, device_id: str, profile: Profile, now_ms: EpochMs, draft: Alert | None = None
) -> Scene:
    """What the device will present at ``now_ms``, with ``draft`` as if it had been sent; raises :class:`Conflict`."""
    stated = stated_for(session, store, device_id, profile)
    desired = stated.desired
    on = programme_of(stated.plan, known_at(alerts_for(session, desired, draft), now_ms), now_ms)
    return Scene(desired.unit_name, desired.time_zone, on, stated.manifest.ticker_speed_px_s)
