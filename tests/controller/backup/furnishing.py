"""Rows in every table there is, made of what its columns take: one that somebody adds is filled without being told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select
from sqlmodel.sql.sqltypes import AutoString

from controller.db import all_tables

ROWS = 3
LEFT_TO_THE_TRAIL = frozenset({"audit_entry", "audit_head", "epoch"})
"""They are chained, or counted: real changes write them."""
KEPT_BY_TRIGGERS = frozenset({"hearing_mark"})
NASTY = ('Xã "Bù Đăng"\n\t\\', "S'tiêng ស្ទៀង 🔊", "\u2028'; --", "", "{}", "0", "null", "e\u0301")
LEAP_DAY = date(2024, 2, 29)
ODD_BYTES = (b"", b"\x00\xff\n", b'{"a":1}', bytes(range(256)))
ODD_NUMBERS = (0.0, -0.0, 1 / 3, 1e-300, -17.125)


def tables() -> list[Table]:
    """Those that are filled here, each after those its rows refer to, and what the database itself keeps after all."""
    found = [table for table in all_tables().sorted_tables if table.name not in LEFT_TO_THE_TRAIL]
    return sorted(found, key=lambda table: table.name in KEPT_BY_TRIGGERS)


def furnish(connection: Connection, seed: int = 0) -> None:
    """Puts :data:`ROWS` rows into each."""
    random, keys = Random(seed), dict[str, list[Mapping[str, Any]]]()
    for table in tables():
        keys[table.name] = [dict(_row(random, table, number, keys)) for number in range(ROWS)]
        for row in keys[table.name]:
            connection.execute(insert(table), row)


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as its columns give them, in an order."""
    found = {table.name: connection.execute(select(table)).all() for table in tables()}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


def _row(
    random: Random, table: Table, number: int, keys: Mapping[str, list[Mapping[str, Any]]]
) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        yield column.name, _value(random, table, column, number, keys)


def _value(
    random: Random, table: Table, column: Column[Any], number: int, keys: Mapping[str, list[Mapping[str, Any]]]
) -> Any:
    for key in column.foreign_keys:
        if key.column.table is table:
            return None if number == 0 else str(number - 1)
        return keys[key.column.table.name][number][key.column.name]
    if column.nullable and random.random() < 0.3:
        return None
    if column.primary_key or column.unique:
        return {str: str(number), int: number + 1, date: LEAP_DAY + timedelta(days=number)}[_kind(column)]
    return _of_type(random, column)


def _of_type(random: Random, column: Column[Any]) -> Any:
    kind = _kind(column)
    if kind is str:
        return random.choice(NASTY)[: getattr(column.type, "length", None)]
    if kind is bytes:
        return random.choice(ODD_BYTES)
    if kind is bool:
        return random.random() < 0.5
    if kind is int:
        return random.choice((0, -1, 2**31 - 1))
    if kind is float:
        return random.choice(ODD_NUMBERS)
    if kind is date:
        return LEAP_DAY
    raise TypeError(f"nobody said what {column} may hold")


def _kind(column: Column[Any]) -> type:
    return str if isinstance(column.type, AutoString) else column.type.python_type
