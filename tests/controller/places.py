"""A corner of the province for tests: the city, two communes, and boards in them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from controller.devices.kinds import kind_of
from controller.devices.models import Device
from controller.people.actor import Actor
from controller.people.rights import Role
from controller.units.models import Unit
from firmware_profiles import load

CITY = "75-20260430"
NORTH = "25195-20250701"
SOUTH = "25210-20250701"
FIRST_DAY = date(2025, 7, 1)


def settle(session: Session) -> None:
    """The city and its two communes."""
    session.add(
        Unit(id=CITY, code="75", name="Thành phố Đồng Nai", kind="Thành phố", tier="province", valid_from=FIRST_DAY)
    )
    session.flush()
    for unit_id, name in ((NORTH, "Phường Bình Phước"), (SOUTH, "Phường Đồng Xoài")):
        code = unit_id.partition("-")[0]
        session.add(
            Unit(id=unit_id, code=code, name=name, kind="Phường", tier="commune", parent_id=CITY, valid_from=FIRST_DAY)
        )
    session.flush()


def stand(session: Session, device_id: str, unit_id: str, profile: str) -> Device:
    """A device in a unit."""
    device = Device(
        id=device_id,
        name=device_id,
        unit_id=unit_id,
        profile=profile,
        kind=kind_of(load(profile)),
        public_key="",
        enrolled_at_ms=0,
    )
    session.add(device)
    session.flush()
    return device


def person(role: Role, unit_id: str | None = CITY) -> Actor:
    """Somebody in that role at that unit, without an account."""
    return Actor(user_id=None, role=role, unit_id=unit_id)
