"""The lexicon as a sheet: CSV in UTF-8 with the columns ``written,spoken,language,note``. Pure.

The first line may name the columns, in any order; ``written`` and ``spoken`` must be there, ``language`` is ``vi``
where it is empty. Cells may be divided by commas, semicolons or tabs, as spreadsheets of the country write them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from controller.lexicon.entry import Entry, checked
from media.speech.spoken.lexicon import MOST_ENTRIES
from protocol.errors import InvalidInput
from protocol.words import Words

COLUMNS = ("written", "spoken", "language", "note")
NEEDED = frozenset(("written", "spoken"))
TOLD = 10
"""Bad rows told of at once; the rest is counted."""
_REMEDY = Words(
    "Sửa các dòng đó rồi nhập lại; chưa mục nào được ghi.",
    "Correct those lines and import the file again; nothing of it was taken.",
)


class Fault(NamedTuple):
    """What is wrong in a line of the file, counted from 1."""

    line: int
    why: Words


class BadSheet(InvalidInput):
    """A sheet with ``faults``, of which nothing is taken."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        more = len(faults) - TOLD
        vi = [f"Dòng {one.line}: {one.why.vi}" for one in faults[:TOLD]] + [f"Còn {more} dòng nữa."] * (more > 0)
        en = [f"Line {one.line}: {one.why.en}" for one in faults[:TOLD]] + [f"{more} lines more."] * (more > 0)
        super().__init__(Words(" ".join(vi), " ".join(en)), _REMEDY)
        self.faults = tuple(faults)


def read_sheet(data: bytes) -> list[Entry]:
    """The entries in ``data``, checked; raises :class:`BadSheet` naming every line that can't be taken."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSheet([Fault(line, Words("không phải mã UTF-8.", "is not in UTF-8."))]) from error
    faults: list[Fault] = []
    entries = dict(_entries(_numbered(text, faults), faults))
    if not entries and not faults:
        faults.append(Fault(1, Words("tệp không có mục nào.", "there is no entry in the file.")))
    if len(entries) > MOST_ENTRIES:
        faults.append(
            Fault(1, Words(f"tệp có quá {MOST_ENTRIES} mục.", f"there are more than {MOST_ENTRIES} entries."))
        )
    if faults:
        raise BadSheet(sorted(faults))
    return list(entries.values())


def write_sheet(entries: Iterable[Entry]) -> bytes:
    """The entries as :func:`read_sheet` reads them, marked as UTF-8 for spreadsheets."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow(COLUMNS)
    rows.writerows((one.written, one.spoken, one.language, one.note) for one in entries)
    return sheet.getvalue().encode("utf-8-sig")


def _numbered(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its line."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        faults.append(Fault(reader.line_num, Words(f"không phải CSV ({error}).", f"is no CSV ({error}).")))


def _entries(rows: Iterator[tuple[int, list[str]]], faults: list[Fault]) -> Iterator[tuple[tuple[str, str], Entry]]:
    columns: tuple[str, ...] = COLUMNS
    lines: dict[tuple[str, str], int] = {}
    for place, (line, row) in enumerate(rows):
        names = [cell.lower() for cell in row]
        if place == 0 and set(names) >= NEEDED:
            columns = tuple(names)
            faults.extend(Fault(line, why) for why in _odd_columns(names))
            continue
        try:
            entry = _entry(columns, row)
        except InvalidInput as refusal:
            faults.append(Fault(line, refusal.problem))
            continue
        if lines.setdefault(entry.key, line) != line:
            faults.append(Fault(line, _twice(entry.written, lines[entry.key])))
        yield entry.key, entry


def _odd_columns(names: Sequence[str]) -> Iterator[Words]:
    for name in sorted({name for name in names if name not in COLUMNS or names.count(name) > 1}):
        yield Words(f"không dùng được cột “{name[:40]}”.", f"the column {name[:40]!r} can't be used.")


def _entry(columns: Sequence[str], row: Sequence[str]) -> Entry:
    if not len(NEEDED) <= len(row) <= len(columns):
        raise InvalidInput(
            Words(f"có {len(row)} cột, cần 2 đến {len(columns)}.", f"has {len(row)} columns, not 2 to {len(columns)}."),
            _REMEDY,
        )
    cells = dict(zip(columns, row, strict=False))
    return checked(
        Entry(
            written=cells.get("written", ""),
            spoken=cells.get("spoken", ""),
            language=cells.get("language", "") or "vi",
            note=cells.get("note", ""),
        )
    )


def _twice(written: str, line: int) -> Words:
    return Words(f"«{written}» đã có ở dòng {line}.", f"«{written}» is on line {line} already.")
