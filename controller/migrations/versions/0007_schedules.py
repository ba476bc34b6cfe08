"""Playlists, slots with their exceptions and targets, campaigns; contents that only slots play."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_schedules"
down_revision: str | None = "0006_offers"


def upgrade() -> None:
    """Make the tables, and mark all contents as looping."""
    op.add_column("content", sa.Column("placement", sa.String(length=8), nullable=False, server_default="loop"))
    op.add_column("tuning", sa.Column("quiet_windows", sa.String(), nullable=True))
    op.add_column("tuning", sa.Column("most_sessions", sa.Integer(), nullable=True))
    op.add_column("tuning", sa.Column("most_session_min", sa.Integer(), nullable=True))
    _campaign()
    _playlist()
    _slot()
    _of_slots()


def _campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_changed("campaign"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    _index("campaign", "unit_id")


def _playlist() -> None:
    op.create_table(
        "playlist",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("play_order", sa.String(length=16), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("gap_ms", sa.Integer(), nullable=False),
        sa.Column("transition", sa.String(length=8), nullable=False),
        *_changed("playlist"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_playlist_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playlist")),
    )
    _index("playlist", "unit_id")
    op.create_table(
        "playlist_entry",
        sa.Column("playlist_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("resume", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_playlist_entry_content_id")),
        sa.ForeignKeyConstraint(["playlist_id"], ["playlist.id"], name=op.f("fk_playlist_entry_playlist_id")),
        sa.PrimaryKeyConstraint("playlist_id", "place", name=op.f("pk_playlist_entry")),
    )
    _index("playlist_entry", "content_id")


def _slot() -> None:
    op.create_table(
        "slot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("slot_class", sa.String(length=16), nullable=False),
        sa.Column("outputs", sa.String(length=8), nullable=False),
        sa.Column("playlist_id", sa.String(length=32), nullable=True),
        sa.Column("content_id", sa.String(length=32), nullable=True),
        sa.Column("rrule", sa.String(length=300), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=False),
        sa.Column("duration_min", sa.Integer(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("over", sa.String(length=8), nullable=False),
        sa.Column("resume", sa.String(length=8), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("campaign_id", sa.String(length=32), nullable=True),
        *_changed("slot"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_slot_campaign_id")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_slot_content_id")),
        sa.ForeignKeyConstraint(["playlist_id"], ["playlist.id"], name=op.f("fk_slot_playlist_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_slot_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )
    for column in ("campaign_id", "content_id", "last_date", "playlist_id", "unit_id"):
        _index("slot", column)


def _of_slots() -> None:
    op.create_table(
        "slot_unit",
        sa.Column("slot_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_slot_unit_slot_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_slot_unit_unit_id")),
        sa.PrimaryKeyConstraint("slot_id", "unit_id", name=op.f("pk_slot_unit")),
    )
    _index("slot_unit", "unit_id")
    op.create_table(
        "slot_target",
        sa.Column("slot_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_slot_target_slot_id")),
        sa.PrimaryKeyConstraint("slot_id", "kind", "value", name=op.f("pk_slot_target")),
    )
    op.create_table(
        "slot_day",
        sa.Column("slot_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.String(length=5), nullable=False),
        sa.Column("duration_min", sa.Integer(), nullable=False),
        sa.Column("playlist_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["playlist_id"], ["playlist.id"], name=op.f("fk_slot_day_playlist_id")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_slot_day_slot_id")),
        sa.PrimaryKeyConstraint("slot_id", "day", name=op.f("pk_slot_day")),
    )
    _index("slot_day", "playlist_id")


def _changed(table: str) -> tuple[sa.Column[int] | sa.Column[int | None] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["user_account.id"], name=op.f(f"fk_{table}_changed_by")),
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Drop them."""
    for table in ("slot_day", "slot_target", "slot_unit", "slot", "playlist_entry", "playlist", "campaign"):
        op.drop_table(table)
    for column in ("most_session_min", "most_sessions", "quiet_windows"):
        op.drop_column("tuning", column)
    op.drop_column("content", "placement")
