"""A list of units from outside (CSV), read against the records that are there. Pure; every bad row is told.

Columns, in any order: ``code,name,kind,tier,parent_code,valid_from,valid_to,lat,lon`` (the last four may be empty).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from controller.units.dated import FURTHEST, UNRECORDED, overlap, unit_id
from controller.units.models import Unit
from controller.units.step import parents_first
from protocol.errors import InvalidInput
from protocol.words import Words

COLUMNS = ("code", "name", "kind", "tier", "parent_code", "valid_from", "valid_to", "lat", "lon")
NEEDED = ("code", "name", "kind", "tier")
LONGEST: Mapping[str, int] = {"code": 16, "name": 200, "kind": 50, "tier": 50}
MOST_TOLD = 20
NORTHMOST, EASTMOST = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that can't be taken, by its line in the file (the head is line 1)."""

    line: int
    reason: Words


class BadRows(InvalidInput):
    """A file with rows that can't be taken: nothing of it was."""

    def __init__(self, rows: Sequence[BadRow]) -> None:
        told, more = rows[:MOST_TOLD], " …" if len(rows) > MOST_TOLD else ""
        super().__init__(
            Words(
                f"{len(rows)} dòng sai: " + "; ".join(f"dòng {row.line}: {row.reason.vi}" for row in told) + more,
                f"{len(rows)} bad rows: " + "; ".join(f"line {row.line}: {row.reason.en}" for row in told) + more,
            ),
            Words("Sửa các dòng đó rồi nhập lại cả tệp.", "Mend those rows and import the whole file again."),
        )
        self.rows = tuple(rows)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file would change: units that are new (parents first), and units that it says something else of."""

    added: tuple[Unit, ...]
    changed: tuple[Unit, ...]
    same: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    unit: Unit
    parent_code: str


def read_units(text: str, held: Iterable[Unit] = (), followed: frozenset[str] = frozenset()) -> Reading:
    """The file against ``held``; raises :class:`BadRows` with every row that is wrong and why.

    The end of a ``followed`` unit, one that has heirs, is settled: no list makes it exist again.
    """
    bad: list[BadRow] = []
    rows = _rows(text, bad)
    there = {unit.id: unit for unit in held}
    _check_twice(rows, bad)
    units = {**there, **{row.unit.id: row.unit for row in rows}}
    _check_codes(rows, units, bad)
    _check_ends(rows, there, followed, bad)
    _find_parents(rows, units, there, bad)
    if bad:
        raise BadRows(sorted(bad, key=lambda one: one.line))
    added = [row.unit for row in rows if row.unit.id not in there]
    changed = [row.unit for row in rows if row.unit.id in there and _differs(row.unit, there[row.unit.id])]
    same = len(rows) - len(added) - len(changed)
    return Reading(tuple(parents_first(added)), (*changed, *_below_renewed(units, rows)), same)


def _rows(text: str, bad: list[BadRow]) -> list[_Row]:
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        named = ", ".join(missing)
        raise BadRows([BadRow(1, Words(f"thiếu cột {named}", f"the columns {named} are missing"))])
    rows = []
    for values in reader:
        try:
            rows.append(_row(reader.line_num, values))
        except (ValueError, InvalidInput) as problem:
            bad.append(BadRow(reader.line_num, _reason(problem)))
    return rows


def _reason(problem: ValueError | InvalidInput) -> Words:
    if isinstance(problem, InvalidInput):
        return problem.problem
    return Words(f"không đọc được ({problem})", f"can't be read ({problem})")


def _row(line: int, values: Mapping[str | None, str | None]) -> _Row:
    if None in values or any(values[name] is None for name in NEEDED):
        raise ValueError(",".join(str(value) for value in values.values()))
    told = {name: (values.get(name) or "").strip() for name in COLUMNS}
    for name, longest in LONGEST.items():
        if not 0 < len(told[name]) <= longest or not told[name].isprintable():
            raise ValueError(f"{name}: {told[name][:40]!r}")
    valid_from = date.fromisoformat(told["valid_from"]) if told["valid_from"] else UNRECORDED
    valid_to = date.fromisoformat(told["valid_to"]) if told["valid_to"] else None
    if not UNRECORDED <= valid_from < FURTHEST or (valid_to is not None and valid_to < valid_from):
        raise ValueError(f"{valid_from} > {valid_to}")
    return _Row(
        line,
        Unit(
            id=unit_id(told["code"].lower(), valid_from),
            code=told["code"].lower(),
            name=told["name"],
            kind=told["kind"],
            tier=told["tier"],
            valid_from=valid_from,
            valid_to=valid_to,
            lat=_degrees(told["lat"], NORTHMOST),
            lon=_degrees(told["lon"], EASTMOST),
        ),
        told["parent_code"].lower(),
    )


def _degrees(text: str, most: float) -> float | None:
    if not text:
        return None
    value = float(text)
    if not -most <= value <= most:
        raise ValueError(text)
    return value


def _check_twice(rows: Sequence[_Row], bad: list[BadRow]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.unit.id, row.line)
        if first != row.line:
            bad.append(BadRow(row.line, Words(f"trùng với dòng {first}", f"the same unit as in line {first}")))


def _check_codes(rows: Sequence[_Row], units: Mapping[str, Unit], bad: list[BadRow]) -> None:
    """A code means one unit a day."""
    by_code: dict[str, list[Unit]] = {}
    for unit in units.values():
        by_code.setdefault(unit.code, []).append(unit)
    lines = {row.unit.id: row.line for row in rows}
    for versions in by_code.values():
        for earlier, later in pairwise(sorted(versions, key=lambda unit: unit.valid_from)):
            if overlap(earlier, later) and (earlier.id in lines or later.id in lines):
                line = lines.get(later.id) or lines[earlier.id]
                bad.append(
                    BadRow(
                        line,
                        Words(
                            f"mã {earlier.code} cùng lúc là {earlier.id} và {later.id}",
                            f"the code {earlier.code} would mean {earlier.id} and {later.id} on one day",
                        ),
                    )
                )


def _check_ends(rows: Sequence[_Row], there: Mapping[str, Unit], followed: frozenset[str], bad: list[BadRow]) -> None:
    for row in rows:
        last = there[row.unit.id].valid_to if row.unit.id in followed and row.unit.id in there else None
        if last is not None and row.unit.valid_to != last:
            told = Words(f"đã hết hiệu lực từ sau ngày {last:%d/%m/%Y}", f"ended on {last}; others took its place")
            bad.append(BadRow(row.line, told))


def _find_parents(
    rows: Sequence[_Row], units: Mapping[str, Unit], there: Mapping[str, Unit], bad: list[BadRow]
) -> None:
    by_code: dict[str, list[Unit]] = {}
    for unit in units.values():
        by_code.setdefault(unit.code, []).append(unit)
    for row in rows:
        if row.parent_code:
            parents = [one for one in by_code.get(row.parent_code, ()) if overlap(row.unit, one)]
            if not parents:
                said = Words(f"không có đơn vị cấp trên {row.parent_code}", f"no unit {row.parent_code} is above it")
                bad.append(BadRow(row.line, said))
                continue
            row.unit.parent_id = max(parents, key=lambda parent: parent.valid_from).id
        _check_moved(row, there.get(row.unit.id), bad)
    _check_circles(rows, units, bad)


def _below_renewed(units: Mapping[str, Unit], rows: Sequence[_Row]) -> Iterator[Unit]:
    """Units that the file does not name, below one of which it brings a newer record."""
    named = {row.unit.id for row in rows}
    by_code: dict[str, list[Unit]] = {}
    for row in rows:
        by_code.setdefault(row.unit.code, []).append(row.unit)
    for unit in units.values():
        parent = units.get(unit.parent_id or "")
        if unit.id in named or parent is None:
            continue
        versions = [one for one in (parent, *by_code.get(parent.code, ())) if one is parent or overlap(unit, one)]
        newest = max(versions, key=lambda one: one.valid_from)
        if newest.id != parent.id:
            yield Unit(**{**unit.model_dump(), "parent_id": newest.id})


def _check_moved(row: _Row, before: Unit | None, bad: list[BadRow]) -> None:
    """Another unit above is an event, which takes boards and people along; a list can't do that."""
    if before is not None and _code_of(before.parent_id) != (row.parent_code or None):
        bad.append(
            BadRow(
                row.line,
                Words(
                    "đơn vị cấp trên khác trước: dùng lệnh units move",
                    "another unit is above it now: use units move",
                ),
            )
        )


def _check_circles(rows: Sequence[_Row], units: Mapping[str, Unit], bad: list[BadRow]) -> None:
    for row in rows:
        seen, above = {row.unit.id}, units.get(row.unit.parent_id or "")
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = units.get(above.parent_id or "")
        if above is not None:
            bad.append(BadRow(row.line, Words("nằm trên chính nó", "is above itself")))


def _code_of(unit_id: str | None) -> str | None:
    return unit_id.rpartition("-")[0] if unit_id else None


def _differs(one: Unit, other: Unit) -> bool:
    return bool(one.model_dump() != other.model_dump())
