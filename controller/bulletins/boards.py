"""Which geometries of board there are to render for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sqlmodel import Session, select

import firmware_profiles
from controller.devices.models import Device
from controller.enrolment.models import ClaimToken
from controller.publishing.layouts import rooms_in_use
from media.text import Geometry
from protocol.layouts import Room

Boards = Mapping[Geometry, tuple[Room, ...]]
"""The geometries there are, in a fixed order, each with the zones that pages are laid out for beside the standard's."""


def name_of(geometry: Geometry) -> str:
    """A geometry in words, equal for equal ones: size in pixels, pitch in millimetres, distance in metres, night."""
    pitch, distance = geometry.pixel_pitch_mm, geometry.viewing_distance_m
    night = " night" if geometry.read_at_night else ""
    return f"{geometry.width_px}x{geometry.height_px} {pitch:g}mm {distance:g}m{night}"


def name_in(geometry: Geometry, room: Room | None) -> str:
    """A zone of that size on such a board in words; None is the main zone of the standard arrangement."""
    return f"{name_of(geometry)} in {room[0]}x{room[1]}" if room else name_of(geometry)


@cache
def geometry_of(profile: str) -> Geometry | None:
    """The geometry of a hardware model; None without a screen. Raises :class:`NotFound` for an unknown model."""
    shown = firmware_profiles.load(profile).geometry
    return Geometry(*shown) if shown else None


def geometries_in_use(session: Session) -> tuple[Geometry, ...]:
    """Those of all devices and of those that may be enrolled any moment, so that a new board finds its content."""
    enrolled = session.exec(select(Device.profile).distinct()).all()
    claimed = session.exec(select(ClaimToken.profile).distinct()).all()
    return distinct_geometries({*enrolled, *claimed})


def boards_in_use(session: Session) -> Boards:
    """The geometries in use and their zones."""
    return {geometry: rooms_in_use(session, geometry) for geometry in geometries_in_use(session)}


def distinct_geometries(profiles: Iterable[str]) -> tuple[Geometry, ...]:
    """The different geometries of these hardware models, in a fixed order."""
    found = {name_of(geometry): geometry for profile in profiles if (geometry := geometry_of(profile))}
    return tuple(found[name] for name in sorted(found))
