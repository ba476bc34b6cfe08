"""Contents over HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pydantic import BaseModel
from sqlmodel import Session

from controller.bulletins.models import Content
from controller.units.service import get_unit


class ContentOut(BaseModel):
    """One content. Days are of the province's time zone, both included; times are UTC."""

    id: str
    kind: str
    title: str
    source: str
    slot_class: str
    unit: str
    """The unit's name; ``unit_id`` is its dated id."""
    unit_id: str
    state: str
    first_date: date
    last_date: date | None
    ticker: str
    created_at: datetime
    changed_at: datetime


class PublishedOut(BaseModel):
    """What was published, and how many devices were told something new by it."""

    contents: list[ContentOut]
    devices_told: int


def content_out(session: Session, content: Content) -> ContentOut:
    """A content as it leaves."""
    return ContentOut(
        id=content.id,
        kind=content.kind,
        title=content.title,
        source=content.source,
        slot_class=content.slot_class,
        unit=get_unit(session, content.unit_id).name,
        unit_id=content.unit_id,
        state=content.state,
        first_date=content.first_date,
        last_date=content.last_date,
        ticker=content.ticker,
        created_at=datetime.fromtimestamp(content.created_at_ms / 1000, UTC),
        changed_at=datetime.fromtimestamp(content.changed_at_ms / 1000, UTC),
    )
