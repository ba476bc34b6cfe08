"""``/api/v1/layouts``: layouts that people drew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.layouts import drawing, service
from controller.layouts.models import BoardLayout
from controller.layouts.schemas import BoardOut, DrawnIn, LayoutIn, LayoutOut, TryIn, board_out, layout_out, sketch_from
from controller.layouts.sketches import decoded
from controller.library.deps import Making, TechnicianAside
from controller.people.deps import Seer, Technician
from controller.publishing.jobs import pace_of, republish
from controller.web.deps import AppSettings, Db, EventBus
from media.picture import encode_png

router = APIRouter(prefix="/api/v1/layouts", tags=["layouts"])
Board = Annotated[str, Query(max_length=64, description="As trying tells it; empty: the first.")]


PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}, "description": "The picture."}
}


@router.get("")
def layouts(session: Db, actor: Seer, unit_id: Annotated[str, Query(max_length=32)] = "") -> list[LayoutOut]:
    """Those of one's units and the units above; with ``unit_id`` those that its boards may have."""
    return _out(session, service.list_layouts(session, actor, unit_id))


@router.post("", status_code=201)
def add(session: Db, actor: Technician, asked: LayoutIn) -> LayoutOut:
    """A new layout of a unit; boards have it when a setting names its ``id``, or for the time of a slot that does."""
    return layout_out(service.add(session, actor, asked.unit_id, asked.name, asked.sketch(), wall_ms()), ())


@router.post("/try")
def try_on(session: Db, actor: Seer, asked: TryIn) -> list[BoardOut]:
    """On which boards of the unit, and on which usual sizes, these zones stand, and what is too small on the others."""
    return [board_out(one) for one in drawing.tried(session, actor, asked.unit_id, sketch_from(asked.zones))]


@router.get("/{layout_id}")
def layout(session: Db, actor: Seer, layout_id: str) -> LayoutOut:
    """One layout."""
    return _out(session, [service.find(session, actor, layout_id)])[0]


@router.get("/{layout_id}/picture", response_class=Response, responses=PICTURE)
def picture(
    session: Db, actor: Seer, layout_id: str, board: Board = "", unit_id: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    """How it looks on such a board of the unit (else of its own), drawn by the boards' own code: a PNG as large."""
    row = service.find(session, actor, layout_id)
    drawn = drawing.picture(session, actor, unit_id or row.unit_id, decoded(row.zones), board)
    return Response(encode_png(drawn), media_type="image/png")


@router.put("/{layout_id}")
def change(
    workshop: Making, actor: TechnicianAside, settings: AppSettings, bus: EventBus, layout_id: str, asked: DrawnIn
) -> LayoutOut:
    """Another name, other zones; the boards that have it follow at once."""
    with session_scope(workshop.engine) as session:
        told = _out(session, [service.change(session, actor, layout_id, asked.name, asked.sketch(), wall_ms())])[0]
    republish(workshop, pace_of(settings))
    bus.publish("devices")
    return told


@router.delete("/{layout_id}")
def remove(session: Db, actor: Technician, layout_id: str) -> LayoutOut:
    """Takes it out; refused while a unit, a board or a slot has it."""
    return layout_out(service.remove(session, actor, layout_id), ())


def _out(session: Session, rows: Sequence[BoardLayout]) -> list[LayoutOut]:
    used = service.users_of(session, [row.id for row in rows])
    return [layout_out(row, used.get(row.id, ())) for row in rows]
