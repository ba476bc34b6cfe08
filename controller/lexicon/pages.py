"""“Từ điển đọc”: words and how loudspeakers say them, listed, written, tried, and taken in and out as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.lexicon import service
from controller.lexicon.api import SheetForm
from controller.lexicon.desk import AtLexicon
from controller.lexicon.entry import Entry
from controller.lexicon.form import Asked, WordForm
from controller.lexicon.hearing import heard
from controller.lexicon.reading import reading_for
from controller.lexicon.sheet import read_sheet, write_sheet
from controller.library.deps import Making, WriterAside
from controller.people.deps import Publisher, Seer, require
from controller.people.scope import demand
from controller.units.service import get_unit
from controller.web.deps import Db
from protocol.errors import Conflict, InvalidInput, RaoError

router = APIRouter(prefix="/lexicon")
MAY_CHANGE = [Depends(require("publish"))]


@router.get("")
def lexicon_page(desk: AtLexicon, asked: Annotated[Asked, Query()]) -> Response:
    """The entries one may see, and a sentence read without and with them."""
    return desk.show(asked)


@router.get("/said")
def said(workshop: Making, actor: WriterAside, asked: Annotated[Asked, Query()]) -> Response:
    """The sentence as loudspeakers of the unit say it."""
    with session_scope(workshop.engine, writes=False) as session:
        demand(session, actor, "write", get_unit(session, asked.unit_id).id)
    at = reading_for(workshop, [asked.unit_id])
    return Response(heard(at, asked.sentence, asked.language, without=asked.without), media_type="audio/ogg")


@router.get("/export")
def export(session: Db, actor: Seer, unit_id: Annotated[str, Query(max_length=32)]) -> Response:
    """A unit's own entries as a sheet."""
    rows = service.list_entries(session, actor, unit_id=unit_id)
    own = (Entry(row.written, row.spoken, row.language, row.note) for row in rows if row.unit_id == unit_id)
    named = {"Content-Disposition": f'attachment; filename="tu-dien-doc-{unit_id}.csv"'}
    return Response(write_sheet(own), media_type="text/csv; charset=utf-8", headers=named)


@router.post("/import", dependencies=MAY_CHANGE)
def import_sheet(desk: AtLexicon, form: Annotated[SheetForm, Form(media_type="multipart/form-data")]) -> Response:
    """Takes a sheet into a unit, all of it or nothing; shows the lines that can't be taken."""
    changed: list[object] = []

    def take() -> None:
        entries = read_sheet(form.file.file.read())
        changed.extend(service.put(desk.session, desk.actor, form.unit_id, entries, wall_ms()))

    refusal = _refusal(desk.session, take)
    asked = Asked(unit_id=form.unit_id)
    return desk.show(asked, refusal=refusal) if refusal else _back(form.unit_id, f"&imported={len(changed)}")


@router.post("/entries", dependencies=MAY_CHANGE)
def add(desk: AtLexicon, form: Annotated[WordForm, Form()]) -> Response:
    """Has a word said so; shows the form again with the reason if it can't be."""
    refusal = _refusal(
        desk.session, lambda: service.put(desk.session, desk.actor, form.unit_id, [form.entry()], wall_ms())
    )
    return desk.show(Asked(unit_id=form.unit_id), form, refusal) if refusal else _back(form.unit_id)


@router.get("/entries/{entry_id}", dependencies=MAY_CHANGE)
def entry_page(desk: AtLexicon, entry_id: str) -> Response:
    """The form of one entry."""
    return desk.show_entry(service.find(desk.session, desk.actor, entry_id, "publish"))


@router.post("/entries/{entry_id}", dependencies=MAY_CHANGE)
def change(desk: AtLexicon, entry_id: str, form: Annotated[WordForm, Form()]) -> Response:
    """Puts what the form says in the place of the entry."""
    row = service.find(desk.session, desk.actor, entry_id, "publish")
    refusal = _refusal(
        desk.session, lambda: service.replace(desk.session, desk.actor, entry_id, form.entry(), wall_ms())
    )
    return desk.show_entry(row, form, refusal) if refusal else _back(row.unit_id)


@router.post("/entries/{entry_id}/remove")
def remove(session: Db, actor: Publisher, entry_id: str) -> Response:
    """Takes an entry out."""
    return _back(service.remove(session, actor, entry_id).unit_id)


def _refusal(session: Session, work: Callable[[], object]) -> RaoError | None:
    """Why ``work`` can't be done, leaving nothing of it behind; None when it is."""
    try:
        with session.begin_nested():
            work()
    except (InvalidInput, Conflict) as refusal:
        return refusal
    return None


def _back(unit_id: str, told: str = "") -> Response:
    """To the list of the unit that was changed."""
    return RedirectResponse(f"/lexicon?unit_id={unit_id}&saved=true{told}", 303)
