"""Approval: the steps of each content, where people may approve their own, and which devices had what was taken off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_approval"
down_revision: str | None = "0004_publish"


def upgrade() -> None:
    """Make the tables, and what a content is known by when it comes again."""
    op.add_column("content", sa.Column("known_as", sa.String(length=32), nullable=False, server_default=""))
    op.execute("UPDATE content SET known_as = id")
    op.create_index(op.f("ix_content_known_as"), "content", ["known_as"])
    op.create_index(op.f("ix_content_created_by_created_at_ms"), "content", ["created_by", "created_at_ms"])
    op.create_table(
        "approval_step",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("from_state", sa.String(length=16), nullable=False),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("own", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("judged", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user_account.id"], name=op.f("fk_approval_step_by")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_approval_step_content_id")),
        sa.PrimaryKeyConstraint("content_id", "number", name=op.f("pk_approval_step")),
    )
    op.create_table(
        "self_approval",
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("set_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("ended_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["user_account.id"], name=op.f("fk_self_approval_ended_by")),
        sa.ForeignKeyConstraint(["set_by"], ["user_account.id"], name=op.f("fk_self_approval_set_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_self_approval_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "set_at_ms", name=op.f("pk_self_approval")),
    )
    op.create_table(
        "taken_off",
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_taken_off_content_id")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_taken_off_device_id")),
        sa.PrimaryKeyConstraint("content_id", "device_id", name=op.f("pk_taken_off")),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("taken_off", "self_approval", "approval_step"):
        op.drop_table(table)
    op.drop_index(op.f("ix_content_created_by_created_at_ms"), "content")
    op.drop_index(op.f("ix_content_known_as"), "content")
    op.drop_column("content", "known_as")
