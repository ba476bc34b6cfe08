"""Bring a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from controller.db.marks import let_mark
from controller.db.only_grows import let_only_grow

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def prepare(engine: Engine) -> None:
    """Run every migration the database has not had yet."""
    with engine.begin() as connection:
        migrate(connection, "head")
        let_only_grow(None, connection)
        let_mark(None, connection)


def migrate(connection: Connection, revision: str) -> None:
    """The same up to a revision, in the connection's own transaction."""
    config = migration_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def migration_config() -> Config:
    """Alembic's configuration, without an ini file: the connection is handed over as an attribute."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
