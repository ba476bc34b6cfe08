"""A list of mergers from outside (CSV): what became of which unit on which day. Pure; every bad row is told.

Columns: ``effective,from_code,from_name,into_code,into_name``. A unit that is named twice was divided. Codes are those
of the day before and of the day itself; the name must be that of the same record, since codes were reused.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from controller.units.dated import FURTHEST, UNRECORDED, is_valid
from controller.units.importing import BadRow, BadRows
from controller.units.models import Unit
from protocol.words import Words

COLUMNS = ("effective", "from_code", "from_name", "into_code", "into_name")
Passages = Mapping[str, tuple[str, ...]]
"""Each unit that ended, and its heirs."""


def read_mergers(text: str, units: Iterable[Unit]) -> dict[date, Passages]:
    """The passages of each day; raises :class:`~.importing.BadRows` with every row that is wrong and why."""
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        named = ", ".join(missing)
        raise BadRows([BadRow(1, Words(f"thiếu cột {named}", f"the columns {named} are missing"))])
    by_code: dict[str, list[Unit]] = {}
    for unit in units:
        by_code.setdefault(unit.code, []).append(unit)
    found: dict[date, dict[str, tuple[str, ...]]] = {}
    bad: list[BadRow] = []
    for row in reader:
        try:
            day, ended, heir = _read(row, by_code)
        except ValueError as problem:
            bad.append(BadRow(reader.line_num, Words(f"không đúng: {problem}", f"is not right: {problem}")))
            continue
        of_day = found.setdefault(day, {})
        of_day[ended] = tuple(dict.fromkeys((*of_day.get(ended, ()), heir)))
    if bad:
        raise BadRows(bad)
    return dict(found)


def _read(row: Mapping[str, str | None], by_code: Mapping[str, Sequence[Unit]]) -> tuple[date, str, str]:
    told = {name: (row[name] or "").strip() for name in COLUMNS}
    day = date.fromisoformat(told["effective"])
    if not UNRECORDED < day < FURTHEST:
        raise ValueError(day)
    ended = _unit(by_code, told["from_code"], told["from_name"], day - timedelta(days=1))
    heir = _unit(by_code, told["into_code"], told["into_name"], day)
    return day, ended.id, heir.id


def _unit(by_code: Mapping[str, Sequence[Unit]], code: str, name: str, day: date) -> Unit:
    for unit in by_code.get(code.lower(), ()):
        if is_valid(unit, day) and unit.name == name:
            return unit
    raise ValueError(f"{code} {name}? ({day})")
