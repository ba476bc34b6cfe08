"""What units and devices say of their sound and screens, written by whoever has the right there. Never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from sqlmodel import Session

from controller.bulletins.boards import distinct_geometries
from controller.devices.service import devices_in, find_device
from controller.layouts.service import offered
from controller.layouts.sketches import all_sketches
from controller.people.actor import Actor
from controller.people.rights import Right
from controller.people.scope import demand
from controller.publishing.chain import all_tunings, chain_of, hours_of_chain, settings_for, tuned
from controller.publishing.loud_hours import NO_LIMIT, Limit, SoundHours, check_limit, check_windows
from controller.publishing.models import Tuning
from controller.publishing.setting import BoardSetting, merged, setting_of, write
from controller.publishing.setting_check import check, check_contents, check_screens
from controller.units.models import Unit
from controller.units.service import ancestors, get_unit, subtree_ids
from media.board import Sketch
from media.text import Geometry
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
    check_here(setting, setting_above(session, owner), place_of(session, owner.unit.id), screens_of(session, owner))
    row = session.get(Tuning, owner.id) or Tuning(owner=owner.id)
    write(setting, row)
    session.add(row)
    session.flush()
    return owner


class Place(NamedTuple):
    """What may be said in a unit."""

    drawn: Mapping[str, str]
    """The names of layouts that people drew and that are offered there, by id."""
    sketches: Mapping[str, Sketch]


def place_of(session: Session, unit_id: str) -> Place:
    """What may be said of boards of that unit."""
    return Place({one.id: one.name for one in offered(session, unit_id)}, all_sketches(session))


def check_here(setting: BoardSetting, above: BoardSetting, place: Place, screens: Sequence[Geometry]) -> None:
    """Raises :class:`InvalidInput` for what can't be said there, with what the units ``above`` say and such screens."""
    check(setting, place.drawn)
    both = merged([setting, above])
    in_force = msgspec.structs.replace(both, sketch=place.sketches.get(both.layout or ""))
    check_contents(in_force)
    if setting.layout is not None:
        check_screens(in_force, screens)


def screens_of(session: Session, owner: Owner) -> tuple[Geometry, ...]:
    """The kinds of screen the owner has, the widest first."""
    device = find_device(session, owner.id)
    devices = [device] if device else devices_in(session, subtree_ids(session, owner.unit.id))
    found = distinct_geometries({one.profile for one in devices})
    return tuple(sorted(found, key=lambda one: -one.width_px))


def own_setting(session: Session, owner: Owner) -> BoardSetting:
    """What the owner itself says of its screen."""
    row = session.get(Tuning, owner.id)
    return setting_of(row) if row else BoardSetting()


def setting_in_force(session: Session, owner: Owner) -> BoardSetting:
    """What holds for the owner: its own, else that of the units above."""
    return settings_for(all_tunings(session), all_sketches(session), owner.id, ancestors(session, owner.unit.id))


def setting_above(session: Session, owner: Owner) -> BoardSetting:
    """What would hold if the owner itself said nothing."""
    tunings = {one: row for one, row in all_tunings(session).items() if one != owner.id}
    return settings_for(tunings, all_sketches(session), "", ancestors(session, owner.unit.id))
