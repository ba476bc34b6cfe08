"""``/api/v1/lexicon``: words and how they are said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict

from controller.clock import wall_ms
from controller.lexicon import service
from controller.lexicon.entry import checked
from controller.lexicon.models import LexiconEntry
from controller.lexicon.schemas import EntryIn, EntryOut, ImportedOut, Unit, entries_out
from controller.lexicon.sheet import read_sheet
from controller.people.deps import Publisher, Seer
from controller.web.deps import Db

router = APIRouter(prefix="/api/v1/lexicon", tags=["lexicon"])


class SheetForm(BaseModel):
    """A sheet for a unit."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    unit_id: Unit
    file: UploadFile


@router.get("")
def list_entries(
    session: Db,
    actor: Seer,
    q: Annotated[str, Query(max_length=100)] = "",
    unit_id: Annotated[str, Query(max_length=32)] = "",
) -> list[EntryOut]:
    """The entries one may see that hold every word of ``q``; with ``unit_id`` those that are in force there."""
    return entries_out(session, service.list_entries(session, actor, q, unit_id))


@router.put("")
def put(session: Db, actor: Publisher, asked: EntryIn) -> EntryOut:
    """Has a word said so from now on, whether it was listed before or not."""
    entry = checked(asked.entry())
    service.put(session, actor, asked.unit_id, [entry], wall_ms())
    [told] = entries_out(session, [session.get_one(LexiconEntry, entry.id_in(asked.unit_id))])
    return told


@router.delete("/{entry_id}")
def remove(session: Db, actor: Publisher, entry_id: str) -> EntryOut:
    """Takes an entry out."""
    [told] = entries_out(session, [service.remove(session, actor, entry_id)])
    return told


@router.post("/import")
def import_sheet(
    session: Db, actor: Publisher, form: Annotated[SheetForm, Form(media_type="multipart/form-data")]
) -> ImportedOut:
    """Takes all entries of a CSV (``written,spoken,language,note``) into a unit, or none; others stay as they are."""
    entries = read_sheet(form.file.file.read())
    changed = service.put(session, actor, form.unit_id, entries, wall_ms())
    return ImportedOut(entries=len(entries), changed=len(changed))
