"""Databases with every table in them: copied, since making a hundred tables anew takes longer than most tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import make_url

from controller.db import all_tables, engine_of
from tests.servers.postgres import drop_database, new_database


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_port: int) -> str:
    """The name of a database to make others from; nobody may be connected to it."""
    url = new_database(postgres_port)
    _make_tables(url)
    name = make_url(url).database
    assert name
    return name


@pytest.fixture
def postgres_tables_url(postgres_port: int, postgres_with_tables: str) -> Iterator[str]:
    """SQLAlchemy URL of a database of this test's own that has every table and no row."""
    url = new_database(postgres_port, like=postgres_with_tables)
    yield url
    drop_database(url)


def fill_with_tables(database: str) -> None:
    """Gives an SQLite database (its SQLAlchemy URL) every table and no row."""
    path = make_url(database).database
    assert path
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(_sqlite_with_tables())
    Path(path).chmod(0o600)


@cache
def _sqlite_with_tables() -> bytes:
    with tempfile.TemporaryDirectory(prefix="rao-tables-") as folder:
        file = Path(folder) / "tables.sqlite"
        _make_tables(f"sqlite:///{file}")
        assert sorted(Path(folder).iterdir()) == [file], "what SQLite wrote is all in one file"
        return file.read_bytes()


def _make_tables(url: str) -> None:
    engine = engine_of(url)
    all_tables().create_all(engine)
    engine.dispose()
