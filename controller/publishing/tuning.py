"""What units and devices say of their sound and screens, written by whoever has the right there. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlmodel import Session

from controller.devices.service import find_device
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import demand
from controller.publishing.chain import all_tunings, chain_of, hours_of_chain, settings_for, tuned
from controller.publishing.loud_hours import NO_LIMIT, Limit, SoundHours, check_limit, check_windows
from controller.publishing.models import Tuning
from controller.publishing.setting import BoardSetting, setting_of, write
from controller.publishing.setting_check import check, check_contents
from controller.units.models import Unit
from controller.units.service import ancestors, get_unit
from protocol.documents import Desired, Window


@dataclass(frozen=True, slots=True)
class OwnHours:
    """What one unit or device says of when loudspeakers may be heard; None is: as above."""

    windows: tuple[Window, ...] | None = None
    quiet: tuple[Window, ...] | None = None
    """Beside those of all units above."""
    limit: Limit = NO_LIMIT
    """For it and all below it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit or a device that may have a tuning of its own."""

    id: str
    name: str
    unit: Unit
    """The unit itself, or the device's."""

    @property
    def is_device(self) -> bool:
        """Whether it is a single device."""
        return self.id != self.unit.id


def owner_of(session: Session, actor: Actor, owner_id: str, right: Right = "see") -> Owner:
    """The unit or device of that id; raises :class:`NotFound`, and :class:`NotAllowed` without the right in it."""
    device = find_device(session, owner_id)
    unit = get_unit(session, device.unit_id if device else owner_id)
    demand(session, actor, right, unit.id)
    return Owner(owner_id, device.name if device else unit.name, unit)


def set_sound_windows(session: Session, actor: Actor, owner: str, unit_id: str, windows: Sequence[Window]) -> None:
    """When loudspeakers of ``owner`` (the unit itself or a device in it) may play.

    Raises :class:`NotAllowed`, and :class:`InvalidInput` for more than the units above allow.
    """
    demand(session, actor, "publish", unit_id)
    check_windows(windows, _hours_in_force(session, owner, unit_id).limit)
    row = session.get(Tuning, owner) or Tuning(owner=owner)
    row.sound_windows = _as_json(windows)
    session.add(row)
    session.flush()


def set_sound_hours(session: Session, actor: Actor, owner_id: str, wanted: OwnHours) -> Owner:
    """All that the owner says of when loudspeakers may be heard; replaces what it said before.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for more than the units above allow.
    """
    owner = owner_of(session, actor, owner_id, "publish")
    check_limit(wanted.limit, _hours_above(session, owner).limit)
    row = session.get(Tuning, owner.id) or Tuning(owner=owner.id)
    row.most_sessions, row.most_session_min = wanted.limit
    row.quiet_windows = None if wanted.quiet is None else _as_json(wanted.quiet)
    row.sound_windows = None if wanted.windows is None else _as_json(wanted.windows)
    session.add(row)
    session.flush()
    check_windows(wanted.windows or (), _hours_in_force(session, owner.id, owner.unit.id).limit)
    return owner


def own_hours(session: Session, owner: Owner) -> OwnHours:
    """What the owner itself says of when loudspeakers may be heard."""
    row = session.get(Tuning, owner.id) or Tuning(owner=owner.id)
    return OwnHours(
        _windows(row.sound_windows), _windows(row.quiet_windows), Limit(row.most_sessions, row.most_session_min)
    )


def hours_in_force(session: Session, owner: Owner) -> tuple[tuple[Window, ...], SoundHours]:
    """The windows that hold for the owner as they are cut, and what cuts them."""
    chain = chain_of(all_tunings(session), owner.id, ancestors(session, owner.unit.id))
    return tuned(Desired(unit_name="", areas=()), chain).sound_windows, hours_of_chain(chain)


def _hours_in_force(session: Session, owner_id: str, unit_id: str) -> SoundHours:
    return hours_of_chain(chain_of(all_tunings(session), owner_id, ancestors(session, unit_id)))


def _hours_above(session: Session, owner: Owner) -> SoundHours:
    above = {one: row for one, row in all_tunings(session).items() if one != owner.id}
    return hours_of_chain(chain_of(above, "", ancestors(session, owner.unit.id)))


def _as_json(windows: Sequence[Window]) -> str:
    return msgspec.json.encode(tuple(windows)).decode()


def _windows(said: str | None) -> tuple[Window, ...] | None:
    return None if said is None else msgspec.json.decode(said, type=tuple[Window, ...])


def set_board(session: Session, actor: Actor, owner_id: str, setting: BoardSetting) -> Owner:
    """How the screens of a unit, or one screen, are to be; replaces what it said before.

    Raises :class:`NotFound`, :class:`NotAllowed`, and :class:`InvalidInput` for what no screen could be.
    """
    owner = owner_of(session, actor, owner_id, "devices")
    check(setting)
    row = session.get(Tuning, owner.id) or Tuning(owner=owner.id)
    write(setting, row)
    session.add(row)
    session.flush()
    check_contents(setting_in_force(session, owner))
    return owner


def own_setting(session: Session, owner: Owner) -> BoardSetting:
    """What the owner itself says of its screen."""
    row = session.get(Tuning, owner.id)
    return setting_of(row) if row else BoardSetting()


def setting_in_force(session: Session, owner: Owner) -> BoardSetting:
    """What holds for the owner: its own, else that of the units above."""
    return settings_for(all_tunings(session), owner.id, ancestors(session, owner.unit.id))


def setting_above(session: Session, owner: Owner) -> BoardSetting:
    """What would hold if the owner itself said nothing."""
    tunings = {one: row for one, row in all_tunings(session).items() if one != owner.id}
    return settings_for(tunings, "", ancestors(session, owner.unit.id))
