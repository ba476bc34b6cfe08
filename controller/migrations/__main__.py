"""``python -m controller.migrations NAME "What it does."``: write the next migration from what the models have more.

It is a draft: read it, and fill what it can't know, such as rows that need a value. Those before it stay as they are,
since databases have had them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine

from controller.db.prepare import MIGRATIONS, migrate, migration_config
from controller.db.row import all_tables

VERSIONS = MIGRATIONS / "versions"


def write_next(name: str, what: str) -> Path:
    """The path of the new migration. Ends the program where models and migrations agree."""
    with tempfile.TemporaryDirectory() as folder, create_engine(f"sqlite:///{folder}/newest").begin() as connection:
        migrate(connection, "head")
        if not compare_metadata(MigrationContext.configure(connection), all_tables()):
            sys.exit("The migrations make all that the models have: change a models.py first.")
        return _write(connection, f"{len(list(VERSIONS.glob('*.py'))) + 1:04}_{name}", what)


def _write(connection: Connection, revision: str, what: str) -> Path:
    config = migration_config()
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    command.revision(config, what, autogenerate=True, rev_id=revision)
    written = VERSIONS / f"{revision}.py"
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", written], check=True)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(write_next(*sys.argv[1:]))  # noqa: T201
