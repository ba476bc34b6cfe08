"""Reading the trail: what somebody may see of it, page by page, and whether it is whole. Never commits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from controller.db.chain import Finding, findings
from controller.db.models import AuditEntry, AuditHead
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.units.models import Unit
from controller.units.service import get_unit, subtree_ids
from protocol.ids import EpochMs

PAGE = 50
NO_UNIT = ""
CHUNK = 1_000
"""How many entries are read at a time where all are wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter. Empty is everything; moments are from ``since_ms`` to before ``until_ms``."""

    login: str = ""
    unit_id: str = ""
    """With all units below it."""
    kind: str = ""
    since_ms: EpochMs | None = None
    until_ms: EpochMs | None = None


EVERYTHING = Wanted()


def list_entries(
    session: Session, actor: Actor, wanted: Wanted = EVERYTHING, *, before: int | None = None, most: int = PAGE
) -> Sequence[AuditEntry]:
    """The entries of the units the actor audits, the newest first; ``before`` is the last ``seq`` of the page before.

    Raises :class:`NotAllowed` for a unit the actor does not audit, :class:`NotFound` for one that does not exist.
    """
    chosen = [*_seen_by(session, actor), *_wanted(session, actor, wanted)]
    if before is not None:
        chosen.append(col(AuditEntry.seq) < before)
    newest_first = col(AuditEntry.seq).desc()
    return session.exec(select(AuditEntry).where(*chosen).order_by(newest_first).limit(most)).all()


def all_entries(session: Session, actor: Actor, wanted: Wanted = EVERYTHING) -> Iterator[AuditEntry]:
    """The same without an end, a chunk at a time."""
    before: int | None = None
    while chunk := list_entries(session, actor, wanted, before=before, most=CHUNK):
        yield from chunk
        before = chunk[-1].seq
        session.expunge_all()


def check(session: Session) -> tuple[int, list[Finding]]:
    """How many entries there are, and everything that is wrong with them."""
    head = session.get(AuditHead, 1) or AuditHead()
    counted = 0

    def read() -> Iterator[dict[str, Any]]:
        nonlocal counted
        for entry in _in_order(session):
            counted += 1
            yield entry.model_dump()

    found = list(findings(read(), head.seq, head.hash))
    return counted, found


def _in_order(session: Session) -> Iterator[AuditEntry]:
    last = -(2**63)
    while chunk := session.exec(
        select(AuditEntry).where(col(AuditEntry.seq) > last).order_by(col(AuditEntry.seq)).limit(CHUNK)
    ).all():
        yield from chunk
        last = chunk[-1].seq
        session.expunge_all()


def _seen_by(session: Session, actor: Actor) -> list[ColumnElement[bool]]:
    """What is of no unit is shown to those who audit a whole province.

    They see nearly all: reading on from the newest finds a page at once, where an index of units would sort everything.
    """
    units = visible_units(session, actor, "audit")
    top = select(Unit.id).where(col(Unit.parent_id).is_(None), col(Unit.valid_to).is_(None), col(Unit.id).in_(units))
    if actor.unit_id is not None and session.exec(top.limit(1)).first() is None:
        return [col(AuditEntry.unit_id).in_(units)]
    return [func.coalesce(AuditEntry.unit_id, NO_UNIT).in_({*units, NO_UNIT})]


def _wanted(session: Session, actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.login:
        chosen.append(col(AuditEntry.login) == wanted.login.strip().lower())
    if wanted.unit_id:
        demand(session, actor, "audit", get_unit(session, wanted.unit_id).id)
        chosen.append(col(AuditEntry.unit_id).in_(subtree_ids(session, wanted.unit_id)))
    if wanted.kind:
        chosen.append(col(AuditEntry.kind) == wanted.kind)
    if wanted.since_ms is not None:
        chosen.append(col(AuditEntry.at_ms) >= wanted.since_ms)
    if wanted.until_ms is not None:
        chosen.append(col(AuditEntry.at_ms) < wanted.until_ms)
    return chosen
