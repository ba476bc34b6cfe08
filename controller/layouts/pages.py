"""“Bố cục”: layouts that a unit drew itself, listed, drawn with a live picture, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from PIL import Image
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.layouts import drawing, service
from controller.layouts.boards import Tried, board_named, boards_for
from controller.layouts.form import LayoutForm, form_of, from_address, in_address
from controller.layouts.models import BoardLayout
from controller.layouts.sketches import decoded
from controller.library.deps import Making, TechnicianAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.deps import Seer, Technician
from controller.people.scope import demand, visible_units
from controller.publishing.jobs import pace_of, republish
from controller.units.service import get_unit, units_on
from controller.web.deps import AppSettings, Db, Today
from controller.web.panel import page
from media.board import CALLED, TEMPLATES, Look, Sketch, arranged, sketch_of
from media.picture import encode_png, encode_webp
from protocol.errors import Conflict, InvalidInput, RaoError

router = APIRouter(prefix="/layouts")
SMALL_WIDTH_PX = 320
UnitId = Annotated[str, Query(max_length=32)]
Zones = Annotated[str, Query(max_length=500)]
Board = Annotated[str, Query(max_length=64)]
SOMETHING: Mapping[str, Any] = {
    "side_playlist_id": "side",
    "qr": ("https://dichvucong.gov.vn", ""),
    "ticker_languages": ("vi", "km"),
}
"""What a template needs to be started from; the zones are what counts."""


@router.get("")
def layouts_page(request: Request, session: Db, actor: Seer, told: Literal["", "saved", "removed"] = "") -> Response:
    """The layouts of one's units and of those above, with pictures."""
    rows = service.list_layouts(session, actor)
    used = service.users_of(session, [row.id for row in rows])
    editable = visible_units(session, actor, "devices")
    known: dict[str, Any] = {
        "rows": [(row, get_unit(session, row.unit_id), _address_of(session, actor, request, row)) for row in rows],
        "used": used,
        "editable": editable,
        "told": told,
    }
    return page(request, "layouts/layouts.html", **known)


@router.get("/new")
def new_page(
    request: Request,
    session: Db,
    actor: Technician,
    today: Today,
    unit_id: UnitId = "",
    start: Annotated[str, Query(max_length=32)] = "standard",
    board: Board = "",
) -> Response:
    """The editor with the zones of a template as that board has them."""
    unit_id = unit_id or request.state.user.unit_id
    demand(session, actor, "devices", get_unit(session, unit_id).id)
    chosen = board_named(boards_for(session, unit_id), board)
    form = form_of(_started(start, chosen), unit_id, "", chosen.name)
    units = units_on(session, today, visible_units(session, actor, "devices"))
    return _editor(request, session, actor, None, form, units=units, start=start)


@router.post("/new")
def draw(request: Request, session: Db, actor: Technician, form: Annotated[LayoutForm, Form()]) -> Response:
    """Keeps a new layout; shows the form again with the reason if it can't be, or when it is only to be looked at."""
    demand(session, actor, "devices", get_unit(session, form.unit_id).id)
    if form.do == "look":
        return _editor(request, session, actor, None, form)
    try:
        with session.begin_nested():
            service.add(session, actor, form.unit_id, form.name, form.sketch(), wall_ms())
    except (InvalidInput, Conflict) as refusal:
        return _editor(request, session, actor, None, form, refusal)
    return RedirectResponse("/layouts?told=saved", 303)


@router.get("/picture")
def picture(
    session: Db, actor: Seer, unit_id: UnitId, zones: Zones, board: Board = "", small: bool = False
) -> Response:
    """These zones on such a board of the unit, drawn by the boards' own code: a PNG as large, or a small WebP."""
    drawn = drawing.picture(session, actor, unit_id, from_address(zones), board)
    if not small:
        return Response(encode_png(drawn), media_type="image/png")
    size = SMALL_WIDTH_PX, round(drawn.height * SMALL_WIDTH_PX / drawn.width)
    return Response(encode_webp(drawn.resize(size, Image.Resampling.LANCZOS)), media_type="image/webp")


@router.get("/check")
def check(request: Request, session: Db, actor: Seer, unit_id: UnitId, zones: Zones, board: Board = "") -> Response:
    """The part of the editor that tells on which boards these zones stand."""
    return page(request, "layouts/check.html", **_told(session, actor, unit_id, zones, board))


@router.get("/{layout_id}")
def layout_page(request: Request, session: Db, actor: Technician, layout_id: str, board: Board = "") -> Response:
    """The editor with a layout in it."""
    row = service.find(session, actor, layout_id, "devices")
    return _editor(request, session, actor, row, form_of(decoded(row.zones), row.unit_id, row.name, board))


@router.post("/{layout_id}")
def redraw(
    request: Request,
    workshop: Making,
    actor: TechnicianAside,
    settings: AppSettings,
    layout_id: str,
    form: Annotated[LayoutForm, Form()],
) -> Response:
    """Keeps what the form says, and has the boards that have this layout follow."""
    answer = _redrawn(request, workshop, actor, layout_id, form)
    if isinstance(answer, RedirectResponse):
        republish(workshop, pace_of(settings))
    return answer


@router.post("/{layout_id}/remove")
def remove(request: Request, session: Db, actor: Technician, layout_id: str) -> Response:
    """Takes it out; shows the editor again with who has it."""
    row = service.find(session, actor, layout_id, "devices")
    try:
        service.remove(session, actor, layout_id)
    except Conflict as refusal:
        form = form_of(decoded(row.zones), row.unit_id, row.name, "")
        return _editor(request, session, actor, row, form, refusal)
    return RedirectResponse("/layouts?told=removed", 303)


def _address_of(session: Session, actor: Actor, request: Request, row: BoardLayout) -> str:
    """Of a small picture on the first kind of board at hand on which it stands; empty when there is none."""
    sketch, here = decoded(row.zones), request.state.user.unit_id
    boards = drawing.tried(session, actor, here, sketch)
    asked = {"unit_id": here, "zones": in_address(sketch), "small": "true"}
    fitting = next((one.name for one in boards if not one.problems), None)
    return f"/layouts/picture?{urlencode({**asked, 'board': fitting})}" if fitting else ""


def _redrawn(request: Request, workshop: Workshop, actor: Actor, layout_id: str, form: LayoutForm) -> Response:
    with session_scope(workshop.engine) as session:
        row = service.find(session, actor, layout_id, "devices")
        form.unit_id = row.unit_id
        if form.do == "look":
            return _editor(request, session, actor, row, form)
        try:
            with session.begin_nested():
                service.change(session, actor, layout_id, form.name, form.sketch(), wall_ms())
        except (InvalidInput, Conflict) as refusal:
            return _editor(request, session, actor, row, form, refusal)
    return RedirectResponse("/layouts?told=saved", 303)


def _started(name: str, board: Tried) -> Sketch:
    """The zones of a template as a board has them; the standard one's for a name that is none."""
    template = name if name in TEMPLATES else "standard"
    return sketch_of(arranged(Look.of(board.geometry), template, **SOMETHING))


def _editor(
    request: Request,
    session: Session,
    actor: Actor,
    row: BoardLayout | None,
    form: LayoutForm,
    refusal: RaoError | None = None,
    *,
    units: Sequence[Any] = (),
    start: str = "",
) -> Response:
    try:
        zones = in_address(form.sketch())
    except InvalidInput as strange:
        zones, refusal = "", refusal or strange
    known = {
        "row": row,
        "form": form,
        "unit": get_unit(session, form.unit_id),
        "units": units,
        "start": start,
        "templates": {name: one.title for name, one in TEMPLATES.items()},
        "called": CALLED,
        "refusal": refusal,
        "used": service.users_of(session, [row.id]).get(row.id, ()) if row else (),
    }
    told = _told(session, actor, form.unit_id, zones, form.board)
    return page(request, "layouts/editor.html", 422 if refusal else 200, **known, **told)


def _told(session: Session, actor: Actor, unit_id: str, zones: str, board: str) -> dict[str, Any]:
    """On which boards the zones stand; ``fault`` is what no board could be."""
    boards = boards_for(session, unit_id)
    demand(session, actor, "see", get_unit(session, unit_id).id)
    fault: InvalidInput | None = None
    try:
        boards = drawing.tried(session, actor, unit_id, from_address(zones))
    except InvalidInput as found:
        fault = found
    return {"boards": boards, "chosen": board_named(boards, board), "fault": fault, "zones": zones, "unit_id": unit_id}
