"""Which units something of a unit may be for: those below it, found by name and never too many at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from controller.units.models import Unit
from controller.units.service import domain_ids, get_unit, lineage, plain, search, subtree_ids

MOST = 200
MOST_CHOSEN = 500
"""More are not asked about at once."""


@dataclass(frozen=True, slots=True)
class Below:
    """Units below one, by name: all that are chosen, and the first others that may be."""

    unit_id: str
    words: str
    chosen: tuple[Unit, ...]
    others: tuple[Unit, ...]
    more: int
    """How many others there are beside these."""


def below(
    session: Session, unit_id: str, today: date, words: str = "", chosen: Collection[str] = (), most: int = MOST
) -> Below:
    """The units of today below that one whose name holds the words, without itself.

    Of ``chosen`` those that are below it stay, whatever the words, also one that ended: it was chosen while it was.
    """
    held = sorted(domain_ids(session, unit_id).intersection(chosen) - {unit_id})
    known, within = lineage(session), subtree_ids(session, unit_id) - {unit_id, *held}
    found = [one for one in search(session, words, today, within) if not known.has_heirs(one.id)]
    named = sorted((get_unit(session, one) for one in held), key=lambda one: (plain(one.name), one.id))
    return Below(unit_id, words, tuple(named), tuple(found[:most]), max(0, len(found) - most))
