"""A fresh database a test: the tables of the models, on SQLite in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import engine_of
from controller.settings import Settings, parse_settings
from controller.units.models import Unit
from tests.controller.databases import fill_with_tables, postgres_tables_url, postgres_with_tables
from tests.controller.hashing import cheap_hashes

__all__ = ["cheap_hashes", "postgres_tables_url", "postgres_with_tables"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings({}, tmp_path)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    fill_with_tables(settings.database)
    engine = engine_of(settings.database)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Engine]:
    """The same test on both databases, for folders whose conftest makes this their ``engine``."""
    if request.param == "sqlite":
        fill_with_tables(settings.database)
    engine = engine_of(
        settings.database if request.param == "sqlite" else request.getfixturevalue("postgres_tables_url")
    )
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def unit(session: Session) -> Unit:
    """One commune, in the database."""
    unit = Unit(
        id="25195-20250701", code="25195", name="Đồng Xoài", kind="Phường", tier="xa", valid_from=date(2025, 7, 1)
    )
    session.add(unit)
    session.flush()
    return unit
