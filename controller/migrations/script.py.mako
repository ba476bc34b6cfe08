"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision: str | None = ${'"%s"' % down_revision if down_revision else "None"}


def upgrade() -> None:
    """Make the tables."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Drop the tables."""
    ${downgrades if downgrades else "pass"}
