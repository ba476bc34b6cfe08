"""How far contents are prepared: noted by the worker, read by people. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from controller.bulletins.models import Content
from controller.bulletins.service import find
from controller.people.actor import Actor
from controller.people.scope import demand
from controller.preparation.models import Preparation
from protocol.errors import RaoError
from protocol.ids import EpochMs
from protocol.words import Words

FAULT_LETTERS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """Which size of how many is made, and how much of it is done."""

    geometry: str
    number: int
    count: int
    percent: int


def await_worker(session: Session, contents: Iterable[Content], now_ms: EpochMs) -> None:
    """These were published just now and are to be prepared; what failed before is tried again."""
    for content in contents:
        session.merge(Preparation(content_id=content.id, since_publication=True, changed_at_ms=now_ms))
    session.flush()


def note(session: Session, content_id: str, step: Step, now_ms: EpochMs) -> None:
    """So far it is."""
    row = session.get(Preparation, content_id) or Preparation(content_id=content_id, changed_at_ms=now_ms)
    row.geometry, row.number, row.count, row.percent = step.geometry, step.number, step.count, step.percent
    row.fault_vi = row.fault_en = ""
    row.changed_at_ms = now_ms
    session.add(row)
    session.flush()


def fail(session: Session, content_id: str, fault: RaoError, now_ms: EpochMs) -> None:
    """It can't be made; it is not tried again until somebody wants it to."""
    row = session.get(Preparation, content_id) or Preparation(content_id=content_id, changed_at_ms=now_ms)
    row.fault_vi, row.fault_en = fault.told_in("vi")[:FAULT_LETTERS], fault.told_in("en")[:FAULT_LETTERS]
    row.changed_at_ms = now_ms
    session.add(row)
    session.flush()


def begin_now(session: Session, content_id: str, now_ms: EpochMs) -> None:
    """It is ready everywhere: what was published to be played at once begins now, with its first picture (ADR 35)."""
    row, content = session.get(Preparation, content_id), session.get_one(Content, content_id)
    if row is not None and row.since_publication and content.state == "published":
        row.since_publication, content.published_at_ms = False, now_ms
        session.add_all((row, content))
        session.flush()


def finish(session: Session, content_id: str) -> None:
    """Nothing of it is missing any more; once more changes nothing."""
    row = session.get(Preparation, content_id)
    if row is not None:
        session.delete(row)
        session.flush()


def try_again(session: Session, actor: Actor, content_id: str, now_ms: EpochMs) -> Content:
    """Has a content that failed prepared once more; raises :class:`NotFound` and :class:`NotAllowed`."""
    content = find(session, actor, content_id)
    demand(session, actor, "publish", content.unit_id)
    row = session.get(Preparation, content_id)
    if row is not None and row.fault_vi:
        row.fault_vi = row.fault_en = ""
        row.number, row.changed_at_ms = 0, now_ms
        session.add(row)
        session.flush()
    return content


def of_contents(session: Session, content_ids: Collection[str]) -> Mapping[str, Preparation]:
    """Those of these contents that are not ready, by id."""
    rows = session.exec(select(Preparation).where(col(Preparation.content_id).in_(content_ids))).all()
    return {row.content_id: row for row in rows}


def all_of_them(session: Session) -> Mapping[str, Preparation]:
    """Every content that is not ready, by id."""
    return {row.content_id: row for row in session.exec(select(Preparation)).all()}


def fault_of(row: Preparation) -> Words | None:
    """What went wrong, and what to do."""
    return Words(row.fault_vi, row.fault_en) if row.fault_vi else None
