"""The addresses that contents are made from: which are due, how they answered, what became too old. Never commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from controller.approval import service as approval
from controller.bulletins.draft import Asked
from controller.bulletins.kinds import Kind
from controller.bulletins.models import Content, Source
from controller.people.actor import THE_SYSTEM
from protocol.errors import RaoError
from protocol.ids import EpochMs
from protocol.words import Words

VALID_MS = 24 * 3600 * 1000
"""What an address gave stays on boards this long without another answer."""
LOOK_EVERY_S = 60.0
"""Addresses that are due are looked for this often."""
LONGEST_WAIT_S = 2 * 3600
"""Between two tries of an address that does not answer, or its own usual time if that is longer."""
FAULT_LETTERS = 500


def stale_date_of(now_ms: EpochMs, time_zone: str) -> date:
    """The last day on which boards may show what an address gave just now."""
    return datetime.fromtimestamp((now_ms + VALID_MS) / 1000, ZoneInfo(time_zone)).date()


def remember(session: Session, content_id: str, asked: Asked, now_ms: EpochMs) -> None:
    """The address of a content that was just published from it."""
    source = Source(
        content_id=content_id,
        url=asked.url,
        every_s=asked.every_s,
        most=asked.most,
        etag=asked.etag,
        last_modified=asked.last_modified,
        checked_at_ms=now_ms,
        good_at_ms=now_ms,
        due_at_ms=now_ms + asked.every_s * 1000,
    )
    session.merge(source)
    session.flush()


def due(session: Session, kind: Kind, now_ms: EpochMs) -> Sequence[tuple[Content, Source]]:
    """The contents of this kind, on the air or waiting, whose address is to be asked now; the longest due first."""
    query = select(Content, Source).join(Source, col(Source.content_id) == col(Content.id))
    query = query.where(Content.kind == kind, Content.state != "withdrawn", col(Source.due_at_ms) <= now_ms)
    return session.exec(query.order_by(col(Source.due_at_ms), Content.id)).all()


def answered(session: Session, content_id: str, asked: Asked, now_ms: EpochMs) -> None:
    """Its address answered: what boards have of it is new enough again."""
    remember(session, content_id, asked, now_ms)
    content = session.get_one(Content, content_id)
    content.stale_date = asked.stale_date
    session.add(content)
    awake(session, content, now_ms)


def awake(session: Session, content: Content, now_ms: EpochMs) -> None:
    """Puts what waited for its address back on the air, now that this answered."""
    if content.state == "waiting":
        approval.take(session, THE_SYSTEM, content, "answer", now_ms)


def failed(session: Session, content_id: str, fault: RaoError, now_ms: EpochMs) -> None:
    """Its address did not answer as it should: asked again after a while that grows, and off the air when too old."""
    source = session.get_one(Source, content_id)
    source.failures += 1
    source.checked_at_ms, source.due_at_ms = now_ms, now_ms + wait_s(source.every_s, source.failures) * 1000
    source.fault_vi = fault.told_in("vi")[:FAULT_LETTERS]
    source.fault_en = fault.told_in("en")[:FAULT_LETTERS]
    session.add(source)
    session.flush()


def wait_s(every_s: int, failures: int) -> int:
    """How long until an address is asked again that failed so many times in a row."""
    return max(every_s, min(every_s << min(failures - 1, 16), LONGEST_WAIT_S))


def retire_stale(session: Session, now_ms: EpochMs) -> int:
    """Takes off the air what no address has confirmed for too long, until one does; answers how many."""
    query = select(Content).join(Source, col(Source.content_id) == col(Content.id))
    too_old = col(Source.good_at_ms) < now_ms - VALID_MS
    stale = session.exec(query.where(Content.state == "published", too_old)).all()
    for content in stale:
        approval.take(session, THE_SYSTEM, content, "lapse", now_ms)
    return len(stale)


def faults_of(session: Session, content_ids: Iterable[str]) -> Mapping[str, Words]:
    """What is wrong with the addresses of these contents, by id; those that answer are left out."""
    query = select(Source).where(col(Source.content_id).in_(set(content_ids)), col(Source.failures) > 0)
    return {one.content_id: Words(one.fault_vi, one.fault_en) for one in session.exec(query).all()}
