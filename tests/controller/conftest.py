"""A fresh database a test: the tables of the models, on SQLite in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from controller.db import all_tables, engine_of
from controller.settings import Settings, parse_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings({}, tmp_path)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = engine_of(settings.database)
    all_tables().create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session
