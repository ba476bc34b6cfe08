"""People: further roles, second factor, one-time codes, sessions, lockout; and the trail of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_people"
down_revision: str | None = "0002_units"


def upgrade() -> None:
    """Widen the tables of people, and make those of the trail."""
    _people()
    _trail()


def _people() -> None:
    texts = ("code_sha256", "totp_secret", "totp_pending")
    for name in texts:
        op.add_column("user_account", sa.Column(name, sa.String(length=64), nullable=False, server_default=""))
    for name in ("code_expires_at_ms", "totp_step"):
        op.add_column("user_account", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("user_account", sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("user_account", sa.Column("signed_in_at_ms", sa.BigInteger(), nullable=True))
    op.drop_column("user_account", "failures")
    op.drop_column("user_account", "locked_until_ms")
    op.add_column("login_session", sa.Column("awaits_code", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("began_at_ms", "seen_at_ms"):
        op.add_column("login_session", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("login_session", sa.Column("address", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("login_session", sa.Column("browser", sa.String(length=300), nullable=False, server_default=""))
    with op.batch_alter_table("api_token") as api_token:
        api_token.add_column(sa.Column("role", sa.String(length=20), nullable=True))
        api_token.add_column(sa.Column("unit_id", sa.String(length=32), nullable=True))
        api_token.add_column(sa.Column("made_at_ms", sa.BigInteger(), nullable=False, server_default="0"))
        api_token.add_column(sa.Column("last_used_at_ms", sa.BigInteger(), nullable=True))
        api_token.create_foreign_key(op.f("fk_api_token_unit_id"), "unit", ["unit_id"], ["id"])
    op.create_table(
        "user_grant",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_user_grant_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_grant_user_id")),
        sa.PrimaryKeyConstraint("user_id", "role", "unit_id", name=op.f("pk_user_grant")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id")),
        sa.PrimaryKeyConstraint("user_id", "code_sha256", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("key", sa.String(length=150), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("locked_until_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_failures")),
    )
    op.create_index(op.f("ix_sign_in_failures_failed_at_ms"), "sign_in_failures", ["failed_at_ms"])


def _trail() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("token_name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("via", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at_ms"), "audit_entry", ["at_ms"])
    for column in ("kind", "login", "unit_id"):
        op.create_index(op.f(f"ix_audit_entry_{column}_seq"), "audit_entry", [column, "seq"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
