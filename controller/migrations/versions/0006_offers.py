"""Contents go to chosen units, are offered and answered, ordered by units, and shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_offers"
down_revision: str | None = "0005_approval"


def upgrade() -> None:
    """Widen contents and tunings, and make the tables."""
    op.add_column("content", sa.Column("flow", sa.String(length=8), nullable=False, server_default="direct"))
    op.add_column("content", sa.Column("copied_from", sa.String(length=32), nullable=True))
    op.add_column("tuning", sa.Column("origin_order", sa.String(length=8), nullable=True))
    op.create_table(
        "content_target",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_content_target_content_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_content_target_unit_id")),
        sa.PrimaryKeyConstraint("content_id", "unit_id", name=op.f("pk_content_target")),
    )
    op.create_table(
        "content_answer",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["user_account.id"], name=op.f("fk_content_answer_answered_by")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_content_answer_content_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_content_answer_unit_id")),
        sa.PrimaryKeyConstraint("content_id", "unit_id", name=op.f("pk_content_answer")),
    )
    op.create_table(
        "unit_order",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("slot_class", sa.String(length=16), nullable=False),
        sa.Column("content_ids", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=True),
        sa.Column("ordered_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ordered_by"], ["user_account.id"], name=op.f("fk_unit_order_ordered_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_order_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "slot_class", name=op.f("pk_unit_order")),
    )
    op.create_table(
        "content_share",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("shared_by", sa.Integer(), nullable=True),
        sa.Column("shared_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_content_share_content_id")),
        sa.ForeignKeyConstraint(["shared_by"], ["user_account.id"], name=op.f("fk_content_share_shared_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_content_share_unit_id")),
        sa.PrimaryKeyConstraint("content_id", name=op.f("pk_content_share")),
    )
    op.create_index(op.f("ix_content_share_shared_at_ms"), "content_share", ["shared_at_ms"])
    op.create_index(op.f("ix_content_share_unit_id"), "content_share", ["unit_id"])


def downgrade() -> None:
    """Take all of it out."""
    for table in ("content_share", "unit_order", "content_answer", "content_target"):
        op.drop_table(table)
    op.drop_column("tuning", "origin_order")
    op.drop_column("content", "copied_from")
    op.drop_column("content", "flow")
