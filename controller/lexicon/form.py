"""What the panel's page of the lexicon is asked, and what its form says."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from controller.lexicon.entry import Entry
from controller.lexicon.schemas import Code, Short, Unit
from controller.lexicon.trial import MOST_LETTERS


class Asked(BaseModel):
    """Which entries are to be listed, and which sentence is to be tried in which unit (empty: one's own)."""

    unit_id: Unit = ""
    q: Annotated[str, Field(max_length=100)] = ""
    sentence: Annotated[str, Field(max_length=2 * MOST_LETTERS)] = ""
    language: Code = "vi"
    without: bool = False
    """Heard as it would be said without the lexicon."""
    saved: bool = False
    imported: int | None = None
    """How many entries a sheet changed, just now."""


class WordForm(BaseModel):
    """A word, as typed."""

    unit_id: Unit = ""
    written: Short = ""
    spoken: Short = ""
    language: Code = "vi"
    note: Short = ""

    def entry(self) -> Entry:
        """As the domain takes it."""
        return Entry(self.written, self.spoken, self.language, self.note)
