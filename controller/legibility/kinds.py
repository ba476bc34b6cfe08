"""Which kinds of board a unit has, and how they are arranged there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from controller.publishing.setting import BoardSetting
from controller.publishing.staging import arrangement_for
from controller.publishing.tuning import Owner, screens_of, setting_in_force
from controller.units.service import get_unit
from media.board import Look, standard_arrangement
from media.text import Geometry
from protocol.layouts import Arrangement, Room, whole_picture

MOST_KINDS = 4
"""More than a person compares while writing."""


@dataclass(frozen=True, slots=True)
class KindOfBoard:
    """Boards of one geometry in one unit. ``arranged`` None is the standard arrangement."""

    geometry: Geometry
    arranged: Arrangement | None

    @property
    def room(self) -> Room | None:
        """The size of the main zone; None is the standard one."""
        return self.arranged.main.room if self.arranged else None

    @property
    def arrangement(self) -> Arrangement:
        """All zones."""
        return self.arranged or standard_arrangement(Look.of(self.geometry))


@dataclass(frozen=True, slots=True)
class Audience:
    """A unit and its kinds of board, the widest first."""

    unit_name: str
    boards: tuple[KindOfBoard, ...]


def audience_of(session: Session, unit_id: str, *, full_screen: bool = False) -> Audience:
    """The boards of a unit and all below it, as the unit has them arranged or cleared; raises :class:`NotFound`."""
    unit = get_unit(session, unit_id)
    owner = Owner(unit.id, unit.name, unit)
    setting = setting_in_force(session, owner)
    screens = screens_of(session, owner)[:MOST_KINDS]
    return Audience(unit.name, tuple(_kind(one, setting, full_screen) for one in screens))


def _kind(geometry: Geometry, setting: BoardSetting, full_screen: bool) -> KindOfBoard:
    if full_screen:
        return KindOfBoard(geometry, whole_picture((geometry.width_px, geometry.height_px)))
    return KindOfBoard(geometry, arrangement_for(setting, geometry, with_side=True))
