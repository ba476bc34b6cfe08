"""What boards make of a content while it is written, and once it is published: parts of the panel's pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from controller.bulletins.form import HowForm, day_in
from controller.bulletins.jobs import draft_of
from controller.bulletins.kind_forms import CardsForm, QrForm
from controller.db import session_scope
from controller.legibility.contents import checked_content
from controller.legibility.kinds import audience_of
from controller.legibility.proof import AtProof, Told, told_part
from controller.legibility.writing import About, Writing, bulletin_in, bulletin_written
from controller.library.deps import Making, SeerAside
from controller.offers.standpoint import look_at
from controller.web.deps import Today

router = APIRouter(prefix="/legibility")


class WritingForm(HowForm):
    """A text as written so far."""

    text: str = ""


@router.post("")
def text(proof: AtProof, form: Annotated[WritingForm, Form()]) -> Response:
    """A text, on each kind of board of the unit."""
    if not form.text.strip():
        return proof.nothing_yet()
    is_cut = Writing(text=form.text).is_cut
    return proof.of(form, lambda: bulletin_in(_writing(form)), is_cut=is_cut)


@router.post("/cards")
def cards(proof: AtProof, form: Annotated[CardsForm, Form()]) -> Response:
    """Values on cards, on each kind of board of the unit."""
    written = form.written()
    if not written.title.strip() or not written.cards:
        return proof.nothing_yet()
    return proof.of(form, lambda: bulletin_written(written, _about(form)))


@router.post("/qr")
def qr(proof: AtProof, form: Annotated[QrForm, Form()]) -> Response:
    """A QR code, on each kind of board of the unit."""
    written = form.written()
    if not written.title.strip() or not written.payload.strip():
        return proof.nothing_yet()
    return proof.of(form, lambda: bulletin_written(written, _about(form)))


@router.get("/{content_id}")
def content(request: Request, workshop: Making, actor: SeerAside, today: Today, content_id: str) -> Response:
    """What is to be said of a published content, on each kind of board of its unit."""
    with session_scope(workshop.engine, writes=False) as session:
        found = look_at(session, actor, content_id, today)
        audience = audience_of(session, found.unit_id, full_screen=found.full_screen)
        draft = draft_of(workshop, found)
    return told_part(request, Told(checked_content(draft, audience)))


def _writing(form: WritingForm) -> Writing:
    return Writing(text=form.text, title=form.title, source=form.source, last_date=day_in(form.last_date))


def _about(form: HowForm) -> About:
    return About(source=form.source, last_date=day_in(form.last_date))
