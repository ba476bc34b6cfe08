"""A picture of what a device will show at a moment, for people who may see the device."""

from __future__ import annotations

from PIL.Image import Image
from sqlmodel import Session

from controller.bulletins.boards import geometry_of
from controller.devices.service import get_device
from controller.library.store import Store
from controller.people.actor import Actor
from controller.previews.drawing import draw
from controller.previews.scene import scene_of
from firmware_profiles import load
from protocol.alert import Alert
from protocol.ids import EpochMs


def picture_of(
    session: Session, store: Store, actor: Actor, device_id: str, at_ms: EpochMs, draft: Alert | None = None
) -> Image:
    """The device at ``at_ms``, with ``draft`` as if it were sent. Raises :class:`NotFound`, :class:`Conflict`."""
    device = get_device(session, actor, device_id, at_ms)
    scene = scene_of(session, store, device_id, load(device.profile), at_ms, draft)
    return draw(store, scene, geometry_of(device.profile), at_ms)
