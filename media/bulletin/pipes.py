"""Tables of markdown, as GitHub Flavored Markdown writes them: a row, a line of dashes, rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from media.bulletin.emphasis import without_emphasis
from media.bulletin.links import without_links
from media.bulletin.model import Table
from media.bulletin.rows import as_table

_DASHES = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_EDGE = re.compile(r"^\s*\|?|(?<!\\)\|?\s*$")
_BETWEEN = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br ?/?>")


def table_at(lines: Sequence[str], at: int) -> tuple[Table, int] | None:
    """The table that begins at line ``at``, and the number of the line after it; None when none begins there.

    A row with more cells than the head keeps the rest of its words in the last one.
    """
    if at + 1 >= len(lines) or "|" not in lines[at] or not _DASHES.fullmatch(lines[at + 1]):
        return None
    head = _cells(lines[at])
    if len(head) != len(_cells(lines[at + 1])):
        return None
    last = _end_of_rows(lines, at + 2)
    table = as_table([head, *map(_cells, lines[at + 2 : last])])
    return (table, last) if table else None


def _end_of_rows(lines: Sequence[str], first: int) -> int:
    rows = takewhile(lambda number: "|" in lines[number], range(first, len(lines)))
    return first + sum(1 for _ in rows)


def _cells(line: str) -> list[str]:
    return [_plain(cell) for cell in _BETWEEN.split(_EDGE.sub("", line))]


def _plain(cell: str) -> str:
    return without_emphasis(without_links(_BREAK.sub(" ", cell).replace("\\|", "|"))).strip()
