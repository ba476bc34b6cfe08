"""Devices that can't be told what is published, with the reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_held_back"
down_revision: str | None = "0014_hearing"


def upgrade() -> None:
    """Make the table; the next look fills it."""
    op.create_table(
        "held_back",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("reason_vi", sa.String(), nullable=False),
        sa.Column("reason_en", sa.String(), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_held_back_device_id")),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_held_back")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("held_back")
