"""Entries as CSV for a spreadsheet and as JSON lines for a program. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from controller.db.models import AuditEntry

Form = Literal["csv", "jsonl"]
MEDIA_TYPES: dict[Form, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take Vietnamese in UTF-8 for something else."""
COLUMNS = (
    "seq", "at", "login", "user_id", "token_name", "address", "via", "unit_id", "kind", "key", "label", "action",
    "before", "after", "previous", "hash",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exported(entries: Iterable[AuditEntry], form: Form) -> Iterator[str]:
    """The text, piece by piece. Moments are RFC 3339 in UTC; JSON lines hold everything a hash is made of."""
    if form == "jsonl":
        for entry in entries:
            yield json.dumps({**entry.model_dump(), "at": _moment(entry)}, ensure_ascii=False) + "\n"
        return
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for entry in entries:
        values = {**entry.model_dump(), "at": _moment(entry)}
        yield _line(tuple(_cell(values[name]) for name in COLUMNS))


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    """What begins like a formula would be run by a spreadsheet: an apostrophe makes it text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _moment(entry: AuditEntry) -> str:
    return datetime.fromtimestamp(entry.at_ms / 1000, UTC).isoformat(timespec="milliseconds")
