"""Layouts that people drew, over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from controller.layouts.boards import Tried
from controller.layouts.models import BoardLayout
from controller.layouts.service import LONGEST_NAME
from controller.layouts.sketches import decoded
from media.board import MOST, WHOLE, Sketch, SketchZone, ZoneKind

Parts = Annotated[int, Field(ge=0, le=WHOLE)]
UnitId = Annotated[str, Field(min_length=1, max_length=32)]
Zones = Annotated[list["ZoneIO"], Field(max_length=sum(MOST.values()))]


class ZoneIO(BaseModel):
    """A zone, in thousandths of the board's width (``left``, ``width``) and height (``top``, ``height``)."""

    model_config = ConfigDict(extra="forbid")

    kind: ZoneKind
    left: Parts
    top: Parts
    width: Parts
    height: Parts


class DrawnIn(BaseModel):
    """What is drawn."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=LONGEST_NAME)]
    zones: Zones

    def sketch(self) -> Sketch:
        """As the domain takes it."""
        return sketch_from(self.zones)


class LayoutIn(DrawnIn):
    """A new layout of a unit."""

    unit_id: UnitId


class TryIn(BaseModel):
    """Zones to be tried on the boards of a unit."""

    model_config = ConfigDict(extra="forbid")

    unit_id: UnitId
    zones: Zones


class BoardOut(BaseModel):
    """A kind of board, and what of a layout it has no room for, in Vietnamese and English; nothing: it stands there."""

    board: str
    """By which its picture is asked for."""
    width_px: int
    height_px: int
    own: bool
    """Boards of the unit are of this kind; the others are usual sizes."""
    problems_vi: list[str]
    problems_en: list[str]


class LayoutOut(BaseModel):
    """A layout; ``id`` is what settings of units and boards name it by."""

    id: str
    unit_id: str
    name: str
    zones: list[ZoneIO]
    used_by: list[str]
    """Names of the units and devices whose own setting names it, then titles of the slots that do, with their unit."""


def sketch_from(zones: Sequence[ZoneIO]) -> Sketch:
    """As the domain takes it."""
    return tuple(SketchZone(**zone.model_dump()) for zone in zones)


def layout_out(row: BoardLayout, used_by: Sequence[str]) -> LayoutOut:
    """As it leaves."""
    zones = [zone_io(zone) for zone in decoded(row.zones)]
    return LayoutOut(id=row.id, unit_id=row.unit_id, name=row.name, zones=zones, used_by=list(used_by))


def zone_io(zone: SketchZone) -> ZoneIO:
    """As it leaves."""
    return ZoneIO(kind=zone.kind, left=zone.left, top=zone.top, width=zone.width, height=zone.height)


def board_out(tried: Tried) -> BoardOut:
    """As it leaves."""
    return BoardOut(
        board=tried.name,
        width_px=tried.geometry.width_px,
        height_px=tried.geometry.height_px,
        own=tried.is_own,
        problems_vi=[one.vi for one in tried.problems],
        problems_en=[one.en for one in tried.problems],
    )
