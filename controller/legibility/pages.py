"""What boards make of a text while it is written, and of a content that is published: parts of the panel's pages."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from PIL.Image import Image
from pydantic import BaseModel

from controller.bulletins import service as bulletins
from controller.bulletins.form import last_day
from controller.bulletins.jobs import draft_of
from controller.clock import wall_ms
from controller.db import session_scope
from controller.legibility.checking import OnBoard, checked, summed_up
from controller.legibility.contents import checked_content
from controller.legibility.kinds import audience_of
from controller.legibility.writing import Writing, bulletin_in
from controller.library.deps import Making, SeerAside, WriterAside
from controller.people.scope import demand
from controller.web.deps import AppSettings
from controller.web.panel import page
from media.frame import clock_shown
from media.picture import encode_webp
from protocol.errors import InvalidInput

router = APIRouter(prefix="/legibility")


class WritingForm(BaseModel):
    """The fields of a new bulletin that boards show, and the unit whose boards they are."""

    title: str = ""
    text: str = ""
    source: str = ""
    last_date: str = ""
    unit_id: str = ""
    full_screen: bool = False

    def writing(self) -> Writing:
        """As it is laid out; raises :class:`InvalidInput` for a day that is none."""
        return Writing(self.text, self.title, self.source, last_day(self.last_date))


@router.post("")
def writing(
    request: Request,
    workshop: Making,
    settings: AppSettings,
    actor: WriterAside,
    form: Annotated[WritingForm, Form()],
) -> Response:
    """The text as written so far, on each kind of board of the unit."""
    with session_scope(workshop.engine, writes=False) as session:
        demand(session, actor, "write", form.unit_id)
        audience = audience_of(session, form.unit_id, full_screen=form.full_screen)
    clock = clock_shown(wall_ms(), settings.time_zone, "trusted")
    try:
        now = form.writing()
        boards = checked(bulletin_in(now), audience, clock) if now.text.strip() else ()
    except InvalidInput as refusal:
        return _part(request, (), refusal)
    return _part(request, boards, is_writing=True, is_cut=now.is_cut, has_boards=bool(audience.boards))


@router.get("/{content_id}")
def content(request: Request, workshop: Making, actor: SeerAside, content_id: str) -> Response:
    """What is to be said of a published content, on each kind of board of its unit."""
    with session_scope(workshop.engine, writes=False) as session:
        found = bulletins.find(session, actor, content_id)
        audience = audience_of(session, found.unit_id, full_screen=found.full_screen)
        draft = draft_of(workshop, found)
    return _part(request, checked_content(draft, audience))


def _part(
    request: Request,
    boards: Sequence[OnBoard],
    refusal: InvalidInput | None = None,
    *,
    is_writing: bool = False,
    is_cut: bool = False,
    has_boards: bool = True,
) -> Response:
    faults, is_stopped = summed_up(boards)
    known: dict[str, Any] = {
        "boards": [(board, _inline(board.picture)) for board in boards],
        "faults": faults,
        "is_stopped": is_stopped,
        "is_writing": is_writing,
        "is_cut": is_cut,
        "has_boards": has_boards,
        "refusal": refusal,
    }
    return page(request, "legibility/boards.html", **known)


def _inline(picture: Image | None) -> str:
    """The picture in the page itself: it is of this moment's text and asked for by nobody else."""
    return f"data:image/webp;base64,{base64.b64encode(encode_webp(picture)).decode()}" if picture else ""
