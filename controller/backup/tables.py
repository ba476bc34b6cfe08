"""The database as lines of JSON, one file a table, and back.

Reads and writes the tables that are there, not the models, so that an older archive goes into a schema of its own age.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Column, Connection, Engine, MetaData, Table, func, insert, select, text

VERSION_TABLE = "alembic_version"
AT_ONCE = 1_000
"""Rows in memory."""
SUFFIX = ".jsonl"
SCALARS: tuple[type, ...] = (bool, int, float, str, bytes, datetime, date)


def snapshot(engine: Engine) -> Connection:
    """A connection in whose transaction nothing changes any more, whatever others write. It keeps nobody waiting."""
    if engine.dialect.name == "sqlite":
        return engine.connect()
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def schema_of(connection: Connection) -> str:
    """The revision of the schema; empty in a database without tables."""
    if VERSION_TABLE not in _reflected(connection).tables:
        return ""
    return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one())  # noqa: S608


def tables_of(connection: Connection) -> list[Table]:
    """All tables, each after those that its rows refer to."""
    found = _reflected(connection).sorted_tables
    return [table for table in found if table.name != VERSION_TABLE]


def is_empty(connection: Connection) -> bool:
    """Whether there is no table at all."""
    return not _reflected(connection).tables


def write_rows(connection: Connection, table: Table, file: BinaryIO) -> None:
    """Every row as a JSON object a line."""
    rows = connection.execute(select(table), execution_options={"yield_per": AT_ONCE})
    for row in rows.mappings():
        file.write(msgspec.json.encode(dict(row)) + b"\n")


def read_rows(connection: Connection, table: Table, file: Path) -> None:
    """Puts the rows of the file into the empty table.

    Raises :class:`msgspec.DecodeError` and :class:`KeyError` for what are no rows of this table.
    """
    with file.open("rb") as lines:
        for some in _portions(_parents_first(table, (_row(table, line) for line in lines))):
            connection.execute(insert(table), some)
    _count_on(connection, table)


def _reflected(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _row(table: Table, line: bytes) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    return {name: _value(table.columns[name], value) for name, value in said.items()}


def _value(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    return value if value is None or kind not in SCALARS else msgspec.convert(value, kind, strict=False)


def _parents_first(table: Table, rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The rows of a table that refers to itself, each after the one it refers to; of others as they come."""
    own = [key for key in table.foreign_keys if key.column.table is table]
    return _sorted(list(rows), own[0].parent.name, own[0].column.name) if own else rows


def _sorted(rows: list[dict[str, Any]], parent: str, key: str) -> Iterator[dict[str, Any]]:
    waiting: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        waiting.setdefault(row[parent], []).append(row)
    ready = waiting.pop(None, [])
    while ready:
        yield from ready
        ready = [child for row in ready for child in waiting.pop(row[key], [])]


def _portions(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    some: list[Mapping[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _count_on(connection: Connection, table: Table) -> None:
    """Has PostgreSQL number new rows after those that came with their numbers; SQLite does by itself."""
    if connection.dialect.name == "sqlite":
        return
    for column in table.primary_key.columns:
        sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar_one()
        highest = connection.execute(select(func.max(column))).scalar_one()
        if sequence and highest is not None:
            connection.execute(select(func.setval(sequence, highest)))
