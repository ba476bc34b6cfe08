"""Contents have a category of essential information, and tell how much of a Word file they left out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_essentials"
down_revision: str | None = "0010_oidc"


def upgrade() -> None:
    """Widen contents; those there are have none."""
    op.add_column("content", sa.Column("category", sa.String(length=16), nullable=True))
    op.add_column("content", sa.Column("left_out", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_content_category_created_at_ms"), "content", ["category", "created_at_ms"])
    op.create_index(op.f("ix_content_state_first_date_id"), "content", ["state", "first_date", "id"])


def downgrade() -> None:
    """Take it out again."""
    op.drop_index(op.f("ix_content_state_first_date_id"), "content")
    op.drop_index(op.f("ix_content_category_created_at_ms"), "content")
    op.drop_column("content", "left_out")
    op.drop_column("content", "category")
