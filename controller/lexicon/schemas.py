"""The lexicon over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from controller.clock import utc
from controller.lexicon.entry import Entry
from controller.lexicon.models import LexiconEntry
from controller.people.service import names_of
from controller.units.service import get_unit

Short = Annotated[str, Field(max_length=200)]
Unit = Annotated[str, Field(max_length=32)]
Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class EntryIn(BaseModel):
    """How a word is to be said in a unit and all below it."""

    model_config = ConfigDict(extra="forbid")

    unit_id: Unit
    written: Short
    spoken: Short
    language: Code = "vi"
    note: Short = ""

    def entry(self) -> Entry:
        """As the domain takes it."""
        return Entry(self.written, self.spoken, self.language, self.note)


class EntryOut(BaseModel):
    """One word. The time is UTC; ``changed_by`` is empty for what the program itself wrote."""

    id: str
    unit_id: str
    unit: str
    written: str
    spoken: str
    language: str
    note: str
    changed_by: str
    changed_at: datetime


class ImportedOut(BaseModel):
    """How many entries a sheet held, and how many of them are new or said otherwise than before."""

    entries: int
    changed: int


def entries_out(session: Session, rows: Iterable[LexiconEntry]) -> list[EntryOut]:
    """The entries as they leave."""
    listed = list(rows)
    names = names_of(session, [row.changed_by for row in listed])
    return [_out(row, get_unit(session, row.unit_id).name, names.get(row.changed_by, "")) for row in listed]


def _out(row: LexiconEntry, unit: str, changed_by: str) -> EntryOut:
    return EntryOut(
        id=row.id,
        unit_id=row.unit_id,
        unit=unit,
        written=row.written,
        spoken=row.spoken,
        language=row.language,
        note=row.note,
        changed_by=changed_by,
        changed_at=utc(row.changed_at_ms),
    )
