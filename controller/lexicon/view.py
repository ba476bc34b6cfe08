"""What the panel shows of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from controller.lexicon.form import Asked
from controller.lexicon.reading import at_units
from controller.lexicon.schemas import EntryOut, entries_out
from controller.lexicon.service import list_entries
from controller.lexicon.trial import Tried, tried
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.units.models import Unit
from controller.units.service import get_unit, units_on
from media.speech.languages import NAMES
from protocol.errors import InvalidInput
from protocol.words import Words

MOST_LISTED = 200
"""Rows a telephone can take; the search finds the others."""


@dataclass(frozen=True, slots=True)
class Listed:
    """``entries`` are the first of ``found``; ``editable`` are the ids of units whose entries the actor may change."""

    entries: Sequence[EntryOut]
    found: int
    units: Sequence[Unit]
    """Those one may look at, by name."""
    editable: frozenset[str]

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.found - len(self.entries)


def listed(session: Session, actor: Actor, asked: Asked, today: date) -> Listed:
    """What is asked for; raises :class:`NotFound` and :class:`NotAllowed`."""
    rows = list_entries(session, actor, asked.q, asked.unit_id)
    units = units_on(session, today, visible_units(session, actor))
    editable = visible_units(session, actor, "publish")
    return Listed(entries_out(session, rows[:MOST_LISTED]), len(rows), units, editable)


def trial(
    session: Session, workshop: Workshop, actor: Actor, asked: Asked, unit_id: str
) -> Tried | InvalidInput | None:
    """The sentence read without and with the lexicon of a unit, or why it can't be; None without a sentence."""
    if not asked.sentence.strip():
        return None
    demand(session, actor, "see", get_unit(session, unit_id).id)
    try:
        return tried(at_units(session, workshop, [unit_id]), asked.sentence, asked.language)
    except InvalidInput as refusal:
        return refusal


def languages() -> dict[str, Words]:
    """What the languages are called that entries may be in."""
    return {"vi": NAMES["vi"], **NAMES}
