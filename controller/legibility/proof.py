"""Where what is being written is looked at: on each kind of board of the unit it is for."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from PIL.Image import Image

from controller.bulletins.form import HowForm
from controller.clock import wall_ms
from controller.db import session_scope
from controller.legibility.aloud import Aloud, read_aloud
from controller.legibility.checking import OnBoard, checked, summed_up
from controller.legibility.kinds import Audience, audience_of
from controller.lexicon.reading import reading_for
from controller.library.deps import Making, WriterAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.recordings.languages import ToRecord, to_record
from controller.web.deps import AppSettings
from controller.web.panel import page
from media.bulletin import Bulletin
from media.frame import clock_shown
from media.picture import encode_webp
from media.speech.spoken import WHY
from protocol.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Told:
    """What the part of the page says."""

    boards: Sequence[OnBoard] = ()
    refusal: InvalidInput | None = None
    is_writing: bool = False
    """Nothing is published yet."""
    is_cut: bool = False
    """Only the beginning was looked at."""
    has_boards: bool = True
    """The unit has screens at all."""
    to_record: Sequence[ToRecord] = ()
    """In which languages it will want a recording."""
    aloud: Aloud | None = None
    """What its loudspeakers will say; None when nothing is to be said, or in words nobody has to look at."""


class Proof:
    """Looks at one piece of writing."""

    def __init__(self, request: Request, workshop: Workshop, actor: Actor, time_zone: str) -> None:
        self._request, self._workshop, self._actor = request, workshop, actor
        self._time_zone = time_zone

    def nothing_yet(self) -> Response:
        """There is too little to look at."""
        return told_part(self._request, Told(is_writing=True))

    def of(self, form: HowForm, read: Callable[[], Bulletin], *, is_cut: bool = False) -> Response:
        """What boards make of the bulletin that ``read`` answers, or the reason why it can't be one."""
        audience = self._audience(form)
        try:
            bulletin = read()
            boards = checked(bulletin, audience, clock_shown(wall_ms(), self._time_zone, "trusted"))
        except InvalidInput as refusal:
            return told_part(self._request, Told(refusal=refusal))
        aloud = self._aloud(bulletin, form) if form.spoken else None
        told = Told(boards, is_writing=True, is_cut=is_cut, has_boards=bool(audience.boards), aloud=aloud)
        return told_part(self._request, replace(told, to_record=self._to_record(form)))

    def _to_record(self, form: HowForm) -> tuple[ToRecord, ...]:
        if not form.spoken:
            return ()
        with session_scope(self._workshop.engine, writes=False) as session:
            return to_record(session, self._workshop, form.unit_id, form.language)

    def _aloud(self, bulletin: Bulletin, form: HowForm) -> Aloud | None:
        at = reading_for(self._workshop, [form.unit_id])
        return read_aloud(bulletin, form.language, at.manner, at.lexicon(form.language))

    def _audience(self, form: HowForm) -> Audience:
        with session_scope(self._workshop.engine, writes=False) as session:
            demand(session, self._actor, "write", form.unit_id)
            return audience_of(session, form.unit_id, full_screen=form.full_screen)


def told_part(request: Request, told: Told) -> Response:
    """The part of the page."""
    faults, is_stopped = summed_up(told.boards)
    shown = [(board, _inline(board.picture)) for board in told.boards]
    seen: dict[str, Any] = {"told": told, "boards": shown, "faults": faults, "is_stopped": is_stopped, "why": WHY}
    return page(request, "legibility/boards.html", **seen)


def _inline(picture: Image | None) -> str:
    """The picture in the page itself: it is of this moment's text and asked for by nobody else."""
    return f"data:image/webp;base64,{base64.b64encode(encode_webp(picture)).decode()}" if picture else ""


def _proof(request: Request, workshop: Making, actor: WriterAside, settings: AppSettings) -> Proof:
    return Proof(request, workshop, actor, settings.time_zone)


AtProof = Annotated[Proof, Depends(_proof)]
