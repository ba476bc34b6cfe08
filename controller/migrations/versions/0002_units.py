"""Events of units, and who moved with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_units"
down_revision = "0001_initial"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("applied_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("hindrance_vi", sa.String(length=2000), nullable=False),
        sa.Column("hindrance_en", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["written_by"], ["user_account.id"], name=op.f("fk_unit_event_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_event")),
    )
    op.create_index(op.f("ix_unit_event_effective"), "unit_event", ["effective"], unique=False)
    op.create_index(op.f("ix_unit_event_state"), "unit_event", ["state"], unique=False)
    op.create_table(
        "unit_rehoming",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("thing_id", sa.String(length=64), nullable=False),
        sa.Column("from_id", sa.String(length=32), nullable=False),
        sa.Column("into_id", sa.String(length=32), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("moved_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["unit_event.id"], name=op.f("fk_unit_rehoming_event_id")),
        sa.ForeignKeyConstraint(["from_id"], ["unit.id"], name=op.f("fk_unit_rehoming_from_id")),
        sa.ForeignKeyConstraint(["into_id"], ["unit.id"], name=op.f("fk_unit_rehoming_into_id")),
        sa.PrimaryKeyConstraint("event_id", "what", "thing_id", name=op.f("pk_unit_rehoming")),
    )
    op.create_index(op.f("ix_unit_rehoming_thing_id"), "unit_rehoming", ["thing_id"], unique=False)
