"""What holds for a device: what it says itself, else what the nearest unit says, else what is the house's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlmodel import Session, col, select

from controller.publishing.loud_hours import Limit, SoundHours, strictest
from controller.publishing.models import Tuning
from controller.publishing.setting import BoardSetting, merged, setting_of
from controller.units.models import Unit
from media.board import Sketch
from protocol.documents import Desired, PercentWindow, Window

FIELDS = (
    "volume_percent",
    "emergency_volume_percent",
    "sound_delay_ms",
    "brightness_percent",
    "emergency_brightness_percent",
)
WINDOWS: Mapping[str, Any] = {
    "sound_windows": tuple[Window, ...],
    "volume_windows": tuple[PercentWindow, ...],
    "brightness_windows": tuple[PercentWindow, ...],
    "screen_off_windows": tuple[Window, ...],
}


def settings_for(
    tunings: Mapping[str, Tuning], sketches: Mapping[str, Sketch], device_id: str, units: Sequence[Unit]
) -> BoardSetting:
    """What holds for a device of the first of ``units``, which is followed by those above it.

    ``sketches`` are the layouts that people drew, by id.
    """
    setting = merged([setting_of(row) for row in chain_of(tunings, device_id, units)])
    return msgspec.structs.replace(setting, sketch=sketches.get(setting.layout or ""))


def chain_of(tunings: Mapping[str, Tuning], device_id: str, units: Sequence[Unit]) -> list[Tuning]:
    """The tunings that concern a device, nearest first."""
    owners = dict.fromkeys([device_id, *(unit.id for unit in units)])
    return [tunings[one] for one in owners if one in tunings]


def all_tunings(session: Session) -> dict[str, Tuning]:
    """Every tuning by its owner."""
    return {row.owner: row for row in session.exec(select(Tuning).order_by(col(Tuning.owner))).all()}


def tuned(desired: Desired, chain: Sequence[Tuning]) -> Desired:
    """``desired`` with what the first of ``chain`` (nearest first) that says something says."""
    changes: dict[str, Any] = {}
    for tuning in reversed(chain):
        changes |= _said(tuning)
    said, hours = msgspec.structs.replace(desired, **changes), hours_of_chain(chain)
    return msgspec.structs.replace(said, sound_windows=hours.limit.cut(said.sound_windows), quiet_windows=hours.quiet)


def hours_of_chain(chain: Sequence[Tuning]) -> SoundHours:
    """What units and device say together of when loudspeakers may be heard: the strictest of them holds."""
    quiet = [msgspec.json.decode(one.quiet_windows, type=tuple[Window, ...]) for one in chain if one.quiet_windows]
    limit = strictest([Limit(one.most_sessions, one.most_session_min) for one in chain])
    return SoundHours(limit, tuple(dict.fromkeys(window for some in quiet for window in some)))


def _said(tuning: Tuning) -> dict[str, Any]:
    said = {name: getattr(tuning, name) for name in (*FIELDS, *WINDOWS) if getattr(tuning, name) is not None}
    return said | {name: msgspec.json.decode(said[name], type=WINDOWS[name]) for name in WINDOWS if name in said}
