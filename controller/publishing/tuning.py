"""Which volumes, brightness and sound windows hold for a device: its own, else the nearest unit's, else the house's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlmodel import Session, col, select

from controller.people.actor import Actor
from controller.people.scope import demand
from controller.publishing.models import Tuning
from protocol.documents import Desired, Window

FIELDS = ("volume_percent", "emergency_volume_percent", "brightness_percent")


def set_sound_windows(session: Session, actor: Actor, owner: str, unit_id: str, windows: Sequence[Window]) -> None:
    """When loudspeakers of ``owner`` (the unit itself or a device in it) may play; raises :class:`NotAllowed`."""
    demand(session, actor, "publish", unit_id)
    row = session.get(Tuning, owner) or Tuning(owner=owner)
    row.sound_windows = msgspec.json.encode(tuple(windows)).decode()
    session.add(row)
    session.flush()


def all_tunings(session: Session) -> dict[str, Tuning]:
    """Every tuning by its owner."""
    return {row.owner: row for row in session.exec(select(Tuning).order_by(col(Tuning.owner))).all()}


def tuned(desired: Desired, chain: Sequence[Tuning]) -> Desired:
    """``desired`` with what the first of ``chain`` (nearest first) that says something says."""
    changes: dict[str, Any] = {}
    for tuning in reversed(chain):
        changes |= _said(tuning)
    return msgspec.structs.replace(desired, **changes)


def _said(tuning: Tuning) -> dict[str, Any]:
    said = {name: getattr(tuning, name) for name in FIELDS if getattr(tuning, name) is not None}
    if tuning.sound_windows is not None:
        said["sound_windows"] = msgspec.json.decode(tuning.sound_windows, type=tuple[Window, ...])
    return said
