"""The table of what bulletins on the air have in common for listeners; derived, kept by the database and a job."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, event, text
from sqlmodel import Field

import controller.bulletins.models
import controller.offers.models  # noqa: F401  the tables that say what the marks are made of
from controller.db import Row
from controller.db.marks import CONTENT, FACTS, let_mark

STALE = "mark = content_id"


class HearingMark(Row, table=True):
    """One row a bulletin on the air. Bulletins with the same ``mark`` are of one unit, go to the same units, are
    written in the same language and heard in the same ones: what holds for one of them holds for all.

    Whenever one of these facts changes the database itself puts the bulletin's own id in the place of its mark
    (:mod:`controller.db.marks`), so that it is like no other, until :mod:`controller.unspoken.jobs` looked at it.
    """

    __tablename__ = "hearing_mark"
    __table_args__ = (
        Index(None, "mark", "content_id", "last_date"),
        Index(None, "first_date", "content_id", "mark", "last_date"),
        Index("ix_hearing_mark_stale", "content_id", sqlite_where=text(STALE), postgresql_where=text(STALE)),
    )
    recorded: ClassVar[bool] = False

    content_id: str = Field(primary_key=True, max_length=32)
    first_date: date
    last_date: date | None = None
    mark: str = Field(max_length=32)


for table in (CONTENT, *FACTS):
    event.listen(Row.metadata.tables[table], "after_create", let_mark)
