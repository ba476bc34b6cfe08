"""``python -m controller.migrations``: write the first migration anew from the models.

Until the first release there is one migration, regenerated whenever a model changes; after it, each change adds one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from controller.db.prepare import MIGRATIONS, migration_config

INITIAL = "0001_initial"


def rewrite_initial() -> Path:
    """The path of the regenerated migration."""
    for old in (MIGRATIONS / "versions").glob("*.py"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, create_engine(f"sqlite:///{folder}/empty").begin() as connection:
        config = migration_config()
        config.set_main_option("file_template", "%%(rev)s")
        config.attributes["connection"] = connection
        command.revision(config, "All tables of the first release.", autogenerate=True, rev_id=INITIAL)
    written = MIGRATIONS / "versions" / f"{INITIAL}.py"
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", written], check=True)
    return written


if __name__ == "__main__":
    rewrite_initial()
