"""The migrations make exactly the tables of the models, on both databases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from controller.db import all_tables, engine_of, prepare, session_scope
from controller.publishing.models import Tuning
from controller.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Engine]:
    own = request.param == "sqlite"
    engine = engine_of(settings.database if own else request.getfixturevalue("postgres_url"))
    yield engine
    engine.dispose()


def test_models_and_migrations_agree(engine: Engine) -> None:
    """When this fails: `python -m controller.migrations NAME "What it does."`."""
    prepare(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), all_tables())
        assert differences == []
        assert set(all_tables().tables) <= set(inspect(connection).get_table_names())


def test_the_trail_of_a_prepared_database_only_grows(engine: Engine) -> None:
    prepare(engine)
    with session_scope(engine) as session:
        session.add(Tuning(owner="board"))
    for statement in ("UPDATE audit_entry SET login = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
            connection.execute(text(statement))


def test_a_prepared_database_stays_as_it_is(engine: Engine) -> None:
    prepare(engine)
    before = inspect(engine).get_table_names()
    prepare(engine)
    assert inspect(engine).get_table_names() == before


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The program's own, in a folder where they may change."""
    for name in ("controller", "firmware_profiles", "media", "protocol"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def drafted(sources: Path, *words: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "controller.migrations", *words]
    environ = {**os.environ, "PYTHONPATH": str(sources)}
    return subprocess.run(argv, cwd=sources, env=environ, capture_output=True, text=True, timeout=100)


def test_the_next_migration_is_drafted_and_those_before_it_stay(sources: Path) -> None:
    versions = sources / "controller/migrations/versions"
    before = {one.name: one.read_bytes() for one in versions.glob("*.py")}
    nothing = drafted(sources, "crier", "Criers.")
    assert nothing.returncode == 1
    assert "change a models.py first" in nothing.stderr
    with (sources / "controller/publishing/models.py").open("a", encoding="utf-8") as models:
        models.write("\n\nclass Crier(Row, table=True):\n    id: str = Field(primary_key=True, max_length=32)\n")
    done = drafted(sources, "crier", "Criers.")
    assert done.returncode == 0, done.stderr
    after = {one.name: one.read_bytes() for one in versions.glob("*.py")}
    [new] = after.keys() - before.keys()
    assert new == f"{len(before) + 1:04}_crier.py"
    assert b'op.create_table(\n        "crier"' in after.pop(new)
    assert after == before
    assert "change a models.py first" in drafted(sources, "crier", "Criers.").stderr


def test_without_a_name_nothing_is_drafted(sources: Path) -> None:
    assert "NAME" in drafted(sources).stderr
