"""Which zones the boards of the province have, so that bulletins are laid out for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

import firmware_profiles
from controller.devices.models import Device
from controller.layouts.sketches import all_sketches
from controller.publishing.chain import all_tunings, settings_for
from controller.publishing.setting import BoardSetting
from controller.publishing.staging import arrangement_for, rooms_of
from controller.units.service import tree
from media.text import Geometry
from protocol.layouts import Room


def rooms_in_use(session: Session, geometry: Geometry) -> tuple[Room, ...]:
    """The sizes of zones that bulletins are to be laid out for on boards of this geometry, in a fixed order.

    They come beside the main zone of the standard arrangement, for which every bulletin is laid out.
    """
    settings = _settings_in_use(session, geometry)
    arrangements = (
        arrangement_for(one, geometry, with_side=with_side) for one in settings for with_side in (False, True)
    )
    return tuple(sorted({room for one in arrangements if one is not None for room in rooms_of(one)}))


def _settings_in_use(session: Session, geometry: Geometry) -> list[BoardSetting]:
    """Of all boards of this geometry."""
    tunings, sketches, units = all_tunings(session), all_sketches(session), tree(session)
    if not tunings:
        return []
    owners = {(one if one in tunings else "", unit_id) for one, unit_id in _boards(session, geometry)}
    return [settings_for(tunings, sketches, device_id, units.ancestors(unit_id)) for device_id, unit_id in owners]


def _boards(session: Session, geometry: Geometry) -> Sequence[tuple[str, str]]:
    """Ids of device and unit."""
    profiles = session.exec(select(Device.profile).distinct()).all()
    models = [
        one for one in profiles if (shown := firmware_profiles.load(one).geometry) and Geometry(*shown) == geometry
    ]
    in_force = col(Device.retired_at_ms).is_(None), col(Device.profile).in_(models)
    return session.exec(select(Device.id, Device.unit_id).where(*in_force)).all()
