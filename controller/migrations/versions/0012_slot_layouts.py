"""Slots name a layout that screens have meanwhile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_slot_layouts"
down_revision: str | None = "0011_essentials"


def upgrade() -> None:
    """Widen slots; in those there are each board stays as it is set."""
    op.add_column("slot", sa.Column("layout", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_slot_layout"), "slot", ["layout"])


def downgrade() -> None:
    """Take it out again."""
    op.drop_index(op.f("ix_slot_layout"), "slot")
    op.drop_column("slot", "layout")
