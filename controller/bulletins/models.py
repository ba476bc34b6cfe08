"""Tables of contents and of what was made of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class Content(Row, table=True):
    """One content as published to one unit and all units below it.

    ``kind`` is ``bulletin``, ``picture``, ``video`` or ``audio``; ``state`` is ``published`` or ``withdrawn``;
    ``slot_class`` is ``priority``, ``scheduled`` or ``filler``. Days are of the province's time zone, both included.
    """

    __tablename__ = "content"

    id: str = Field(primary_key=True, max_length=32)
    """Made of the unit and the original's hash: the same file to the same unit is the same content."""
    kind: str = Field(max_length=16)
    title: str = Field(max_length=200)
    given_title: str = Field(default="", max_length=200)
    """What the publisher called it; empty for a text that goes under its own title."""
    source: str = Field(default="", max_length=200)
    slot_class: str = Field(max_length=16)
    first_date: date
    last_date: date | None = Field(default=None, index=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    state: str = Field(index=True, max_length=16)
    original_sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    ticker: str = Field(default="", max_length=2_000)
    duration_ms: int = 0
    """How long a picture stands, a clip or a recording lasts; 0 for a text, whose pages have their own durations."""
    has_sound: bool = False
    sound_sha256: str | None = Field(default=None, foreign_key="media_object.sha256", max_length=64)
    """A recording as loudspeakers get it."""
    created_by: int | None = Field(default=None, foreign_key="user_account.id")
    created_at_ms: int = Field(sa_type=BigInteger)
    changed_at_ms: int = Field(sa_type=BigInteger)


class Rendition(Row, table=True):
    """A content prepared for one geometry of board."""

    __tablename__ = "rendition"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    geometry: str = Field(primary_key=True, max_length=64)
    """See :func:`controller.bulletins.boards.name_of`."""
    width_px: int
    height_px: int
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    page_durations_ms: str = "[]"
    """A JSON list, one number a page; empty for pictures and clips."""


class ContentSpeech(Row, table=True):
    """A text in one spoken language."""

    __tablename__ = "content_speech"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    language: str = Field(primary_key=True, max_length=15)
    sha256: str = Field(foreign_key="media_object.sha256", max_length=64)
    duration_ms: int
    voice: str = Field(max_length=100)
