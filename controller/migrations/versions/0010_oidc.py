"""Signing in at a provider of OpenID Connect, and how a session was opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_oidc"
down_revision: str | None = "0009_layouts"


def upgrade() -> None:
    """Make the tables."""
    way = sa.Column("way", sa.String(length=20), nullable=False, server_default="password")
    op.add_column("login_session", way)
    op.create_table(
        "user_identity",
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("linked_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("linked_by", sa.Integer(), nullable=True),
        sa.Column("used_at_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["linked_by"], ["user_account.id"], name=op.f("fk_user_identity_linked_by")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_identity_user_id")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_user_identity")),
    )
    op.create_index(op.f("ix_user_identity_user_id"), "user_identity", ["user_id"])
    op.create_table(
        "provider_visit",
        sa.Column("state_sha256", sa.String(length=64), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("browser_sha256", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("expires_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_provider_visit_user_id")),
        sa.PrimaryKeyConstraint("state_sha256", name=op.f("pk_provider_visit")),
    )
    for name in ("address", "expires_at_ms"):
        op.create_index(op.f(f"ix_provider_visit_{name}"), "provider_visit", [name])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("provider_visit")
    op.drop_table("user_identity")
    with op.batch_alter_table("login_session") as login_session:
        login_session.drop_column("way")
