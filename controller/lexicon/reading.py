"""A workshop that says words as the units have them said that a text is for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from controller.db import session_scope
from controller.lexicon.service import lexicons_of, said_in
from controller.library.workshop import Workshop


def reading_for(workshop: Workshop, unit_ids: Sequence[str]) -> Workshop:
    """The same workshop, reading by the lexicon of these units."""
    with session_scope(workshop.engine, writes=False) as session:
        return at_units(session, workshop, unit_ids)


def at_units(session: Session, workshop: Workshop, unit_ids: Sequence[str]) -> Workshop:
    """The same within a transaction that is there already."""
    return workshop.reading(lexicons_of(said_in(session, unit_ids)))
