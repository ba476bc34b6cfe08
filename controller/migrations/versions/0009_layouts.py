"""Layouts that units drew, labels of devices, and changes to many of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_layouts"
down_revision: str | None = "0008_library"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "board_layout",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("changed_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_board_layout_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_layout")),
    )
    op.create_index(op.f("ix_board_layout_unit_id"), "board_layout", ["unit_id"], unique=False)
    op.create_table(
        "device_tag",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_tag_device_id")),
        sa.PrimaryKeyConstraint("device_id", "key", name=op.f("pk_device_tag")),
    )
    op.create_index(op.f("ix_device_tag_key"), "device_tag", ["key"], unique=False)
    op.create_table(
        "device_move",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("moved_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.String(length=32), nullable=False),
        sa.Column("into_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_move_device_id")),
        sa.ForeignKeyConstraint(["from_id"], ["unit.id"], name=op.f("fk_device_move_from_id")),
        sa.ForeignKeyConstraint(["into_id"], ["unit.id"], name=op.f("fk_device_move_into_id")),
        sa.PrimaryKeyConstraint("device_id", "moved_at_ms", name=op.f("pk_device_move")),
    )
    op.create_table(
        "bulk_change",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("devices", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_bulk_change_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_change")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("bulk_change")
    op.drop_table("device_move")
    op.drop_index(op.f("ix_device_tag_key"), "device_tag")
    op.drop_table("device_tag")
    op.drop_index(op.f("ix_board_layout_unit_id"), "board_layout")
    op.drop_table("board_layout")
