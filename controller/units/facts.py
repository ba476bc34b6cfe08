"""Reads the published facts (CSV) into unit records. Pure: text in, values out.

Source: the General Statistics Office's list of administrative units before and after 2025-07-01.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

from controller.units.models import Merger, Unit
from protocol.errors import InvalidInput
from protocol.ids import valid_id
from protocol.words import Words

UNRECORDED = date(1900, 1, 1)
"""Stands for "older than the records": a unit whose source row has no ``valid_from`` is ``<code>-19000101``."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the shipped files say; ``units`` is in an order in which parents come before their children."""

    units: tuple[Unit, ...]
    mergers: tuple[Merger, ...]


def shipped_facts() -> Facts:
    """The facts which come with the program: both states, before and after 2025-07-01."""
    folder = resources.files(__package__) / "data"
    return read_facts((folder / "units.csv").read_text("utf-8"), (folder / "mergers.csv").read_text("utf-8"))


def read_facts(units_csv: str, mergers_csv: str) -> Facts:
    """Both files as records. Raises :class:`InvalidInput` for a row which can't be one or names an unknown unit."""
    units = [_unit(row) for row in _rows(units_csv)]
    parents = {unit.id: row["parent_code"] for unit, row in zip(units, _rows(units_csv), strict=True)}
    for unit in units:
        unit.parent_id = _newest_parent(unit, parents[unit.id], units)
    return Facts(tuple(_parents_first(units)), tuple(_mergers(_rows(mergers_csv), units)))


def unit_id(code: str, valid_from: date) -> str:
    """``<code>-<valid_from as yyyymmdd>``, such as ``25195-20250701``."""
    return valid_id(f"{code}-{valid_from:%Y%m%d}")


def overlap(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both units exist."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _rows(text: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(text.splitlines()):
        if None in row.values():
            raise _unreadable(",".join(value for value in row.values() if value))
        yield row


def _unit(row: Mapping[str, str]) -> Unit:
    try:
        valid_from = date.fromisoformat(row["valid_from"]) if row["valid_from"] else UNRECORDED
        return Unit(
            id=unit_id(row["code"], valid_from),
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            tier=row["tier"],
            valid_from=valid_from,
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise _unreadable(str(problem)) from problem


def _newest_parent(unit: Unit, parent_code: str, units: Iterable[Unit]) -> str | None:
    if not parent_code:
        return None
    parents = [other for other in units if other.code == parent_code and overlap(unit, other)]
    if not parents:
        raise _unreadable(f"{unit.id}: {parent_code}?")
    return max(parents, key=lambda parent: parent.valid_from).id


def _parents_first(units: Iterable[Unit]) -> Iterator[Unit]:
    waiting, placed = list(units), set[str]()
    while waiting:
        ready = [unit for unit in waiting if unit.parent_id is None or unit.parent_id in placed]
        if not ready:
            raise _unreadable(f"{waiting[0].id} -> {waiting[0].parent_id}")
        yield from ready
        placed.update(unit.id for unit in ready)
        waiting = [unit for unit in waiting if unit.id not in placed]


def _mergers(rows: Iterable[Mapping[str, str]], units: Iterable[Unit]) -> Iterator[Merger]:
    by_name = {(unit.code, unit.name): unit for unit in units}
    for row in rows:
        try:
            before = by_name[row["from_code"], row["from_name"]]
            after = by_name[row["into_code"], row["into_name"]]
            effective = date.fromisoformat(row["effective"])
        except (KeyError, ValueError) as problem:
            raise _unreadable(f"{dict(row)}") from problem
        yield Merger(from_id=before.id, into_id=after.id, effective=effective)


def _unreadable(detail: str) -> InvalidInput:
    return InvalidInput(
        Words(
            f"Danh mục đơn vị hành chính có dòng không đọc được: {detail}.",
            f"The list of units has a bad row: {detail}.",
        ),
        Words("Sửa dòng đó trong tệp CSV rồi nhập lại.", "Mend that row of the CSV file and import again."),
    )
