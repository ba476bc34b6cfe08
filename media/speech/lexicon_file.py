"""A province's lexicon as a file that a spreadsheet writes: CSV with the columns written, spoken, language, note."""

from __future__ import annotations

import csv
from pathlib import Path

from media.speech.spoken import Lexicon
from protocol.errors import InvalidInput
from protocol.words import Words

HEAD = ["written", "spoken", "language", "note"]
"""The last two may be missing; the panel exports all four."""
LEAST_COLUMNS = 2
VIETNAMESE = ("", "vi")
_REMEDY = Words(
    "Mỗi dòng ghi chữ viết, dấu phẩy, cách đọc; lưu bằng mã UTF-8.",
    "Give one line an entry, written,spoken; save it as UTF-8.",
)


def read_lexicon(path: Path) -> Lexicon:
    """The Vietnamese words in ``path``; a first line ``written,spoken`` and empty lines are passed over.

    Raises :class:`~protocol.errors.InvalidInput` for what is no such CSV in UTF-8 or lists a word twice, and
    :class:`~media.speech.spoken.InvalidLexicon` for entries that cannot be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(number, row) for number, row in enumerate(csv.reader(file), 1) if any(row)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _no_lexicon(path) from error
    return _lexicon([row for row in rows if row[1] != HEAD[: len(row[1])]])


def _lexicon(rows: list[tuple[int, list[str]]]) -> Lexicon:
    entries: dict[str, str] = {}
    for number, row in rows:
        if not LEAST_COLUMNS <= len(row) <= len(HEAD):
            raise _odd_columns(number)
        written, spoken, *more = (cell.strip() for cell in row)
        if more and more[0] not in VIETNAMESE:
            continue
        if entries.setdefault(written, spoken) != spoken:
            raise _twice(number, written)
    return Lexicon(entries)


def _no_lexicon(path: Path) -> InvalidInput:
    return InvalidInput(
        Words(f"{path.name} không phải tệp CSV mã UTF-8.", f"{path.name} is no CSV file in UTF-8."), _REMEDY
    )


def _odd_columns(number: int) -> InvalidInput:
    return InvalidInput(
        Words(f"Dòng {number} của từ điển đọc không có 2 đến 4 cột.", f"Entry {number} does not have 2 to 4 columns."),
        _REMEDY,
    )


def _twice(number: int, written: str) -> InvalidInput:
    return InvalidInput(
        Words(
            f"Dòng {number} của từ điển đọc ghi «{written}» lần nữa, đọc khác đi.",
            f"Entry {number} lists «{written}» again, said otherwise.",
        ),
        Words("Giữ lại một cách đọc.", "Keep one of them."),
    )
