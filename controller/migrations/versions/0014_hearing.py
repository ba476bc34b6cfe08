"""What bulletins on the air have in common for their listeners; of those there are nothing is known yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_hearing"
down_revision: str | None = "0013_proposals"
STALE = sa.text("mark = content_id")
ENTER = (
    "INSERT INTO hearing_mark (content_id, first_date, last_date, mark) "
    "SELECT id, first_date, last_date, id FROM content WHERE state = 'published' AND kind = 'bulletin'"
)


def upgrade() -> None:
    """Make the table. The triggers that keep it are made at every start."""
    op.create_table(
        "hearing_mark",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("content_id", name=op.f("pk_hearing_mark")),
    )
    op.create_index(
        op.f("ix_hearing_mark_mark_content_id_last_date"), "hearing_mark", ["mark", "content_id", "last_date"]
    )
    op.create_index(
        op.f("ix_hearing_mark_first_date_content_id_mark_last_date"),
        "hearing_mark",
        ["first_date", "content_id", "mark", "last_date"],
    )
    op.create_index("ix_hearing_mark_stale", "hearing_mark", ["content_id"], sqlite_where=STALE, postgresql_where=STALE)
    op.execute(ENTER)


def downgrade() -> None:
    """Drop it, and what keeps it."""
    _drop_triggers()
    op.drop_table("hearing_mark")


def _drop_triggers() -> None:
    facts = ("content", "content_speech", "content_recording", "content_translation", "content_target")
    for table in facts:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_marks")
        else:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_marks() CASCADE")
