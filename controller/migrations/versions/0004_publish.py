"""Lists of contents in pages, the newest first."""

from __future__ import annotations

from alembic import op

revision = "0004_publish"
down_revision: str | None = "0003_people"


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_content_created_at_ms"), "content", ["created_at_ms"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_content_created_at_ms"), "content")
