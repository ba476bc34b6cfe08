"""Whether a text is a table: rows of the same number of cells, as spreadsheets write them."""

from __future__ import annotations

import csv
from pathlib import PurePath

LEAST_ROWS = 2
LEAST_COLUMNS = 2
CLAIMING = frozenset((".csv", ".tsv"))


def is_grid(text: str, claimed_name: str) -> bool:
    """Whether people would call it a table.

    Commas stand in any text, so there only its name can say so; tabs between cells prove it, whatever it is called.
    """
    return PurePath(claimed_name).suffix.lower() in CLAIMING or _is_tabbed(text)


def _is_tabbed(text: str) -> bool:
    try:
        rows = [row for row in csv.reader(text.splitlines(), delimiter="\t", strict=True) if any(row)]
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    return len(rows) >= LEAST_ROWS and len(widths) == 1 and widths.pop() >= LEAST_COLUMNS
