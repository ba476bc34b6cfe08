"""The migrations make exactly the tables of the models, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from controller.db import all_tables, engine_of, prepare, session_scope
from controller.publishing.models import Tuning
from controller.settings import Settings


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Engine]:
    own = request.param == "sqlite"
    engine = engine_of(settings.database if own else request.getfixturevalue("postgres_url"))
    yield engine
    engine.dispose()


def test_models_and_migrations_agree(engine: Engine) -> None:
    """When this fails: `python -m controller.migrations`."""
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
