"""What items of a manifest are made of, read at once for many contents instead of one by one.

A look at a whole province asks for the same tables thousands of times. :func:`shelve` reads them by a few statements
and has the session hold the rows; :func:`rows_of` answers from there, and asks the database for what nobody shelved.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from controller.bulletins.models import Content, ContentRecording, ContentSpeech, ContentTranslation, Rendition
from controller.db import Row
from controller.library.models import MediaObject

SHELF = "shelf of contents"
SHELVED: tuple[type[Any], ...] = (Rendition, ContentSpeech, ContentRecording, ContentTranslation)
"""Tables with a ``content_id``."""
AT_ONCE = 500
Part = TypeVar("Part", bound=Row)


class Shelf:
    """Rows by table and content. ``media`` are only held: what a session has in memory it does not ask for again."""

    def __init__(self, content_ids: frozenset[str]) -> None:
        self.content_ids = content_ids
        self.rows: dict[tuple[type[Row], str], list[Any]] = defaultdict(list)
        self.media: list[MediaObject] = []


def shelve(session: Session, contents: Collection[Content]) -> None:
    """Reads the parts of these contents. For a session that only reads: it does not see what changes afterwards."""
    shelf = session.info[SHELF] = Shelf(frozenset(content.id for content in contents))
    named = {content.sound_sha256 for content in contents if content.sound_sha256}
    for table in SHELVED:
        for row in _among(session, table, table.content_id, shelf.content_ids):
            shelf.rows[table, row.content_id].append(row)
            named.update(_files_of(row))
    shelf.media += _among(session, MediaObject, MediaObject.sha256, named)


def rows_of(session: Session, table: type[Part], content_id: str) -> Sequence[Part]:
    """The rows that this table has of a content, in no order."""
    shelf: Shelf | None = session.info.get(SHELF)
    if shelf is not None and content_id in shelf.content_ids and table in SHELVED:
        return shelf.rows[table, content_id]
    return list(_among(session, table, table.content_id, (content_id,)))  # type: ignore[attr-defined]


def _files_of(row: Any) -> Sequence[str]:
    """The files that a row names."""
    match row:
        case ContentTranslation():
            return (row.speech_sha256,) if row.speech_sha256 else ()
        case Rendition():
            return row.sha256, *json.loads(row.page_sha256s)
    return (row.sha256,)


def _among(session: Session, table: type[Part], column: Any, values: Collection[str]) -> Iterator[Part]:
    listed = sorted(values)
    for start in range(0, len(listed), AT_ONCE):
        yield from session.exec(select(table).where(col(column).in_(listed[start : start + AT_ONCE]))).all()
