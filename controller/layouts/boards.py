"""On which boards a layout is tried while it is drawn: those the unit has, and the usual sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from controller.bulletins.boards import distinct_geometries, geometry_of, name_of
from controller.devices.service import devices_in
from controller.units.service import subtree_ids
from media.board import Look, Qr, Sketch, refusals
from media.text import Geometry
from protocol.errors import NotFound
from protocol.words import Words

SMALL = Geometry(192, 96, 10.0, 6.0, read_at_night=True)
USUAL = (
    SMALL,
    *(one for name in ("led-p5-640x384", "bulletin-1080p", "bulletin-1080p-portrait") if (one := geometry_of(name))),
)
MOST_KINDS = 8
"""More than a person compares while drawing."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A kind of board and what it has no room for; nothing: the layout stands on it."""

    geometry: Geometry
    is_own: bool
    """Boards of the unit are of this kind."""
    problems: tuple[Words, ...] = ()

    @property
    def name(self) -> str:
        """By which the page asks for a picture."""
        return name_of(self.geometry)

    @property
    def size(self) -> str:
        """As people say it."""
        return f"{self.geometry.width_px}×{self.geometry.height_px}"


def boards_for(session: Session, unit_id: str) -> tuple[Tried, ...]:
    """The kinds of board of the unit and all below it, then usual ones that it has not."""
    devices = devices_in(session, subtree_ids(session, unit_id))
    own = distinct_geometries({device.profile for device in devices})[:MOST_KINDS]
    held = {name_of(one) for one in own}
    return (*(Tried(one, True) for one in own), *(Tried(one, False) for one in USUAL if name_of(one) not in held))


def tried_on(boards: Sequence[Tried], sketch: Sketch, qr: Qr | None) -> tuple[Tried, ...]:
    """Each with what it has no room for."""
    return tuple(Tried(one.geometry, one.is_own, tuple(refusals(Look.of(one.geometry), sketch, qr))) for one in boards)


def board_named(boards: Sequence[Tried], name: str) -> Tried:
    """The one of that name, the first without a name; raises :class:`NotFound`."""
    found = next((one for one in boards if name in ("", one.name)), None)
    if found is None:
        raise NotFound(
            Words(f"Không có cỡ bảng “{name[:40]}”.", f"There is no kind of board {name[:40]!r}."),
            Words("Chọn một cỡ bảng trên trang.", "Choose one that the unit has, or a usual one."),
        )
    return found
