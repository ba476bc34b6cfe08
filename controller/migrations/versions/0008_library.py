"""Files that are brought in pieces; how far contents are prepared; what units brought, and what leaves the store."""

from __future__ import annotations

import hashlib
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0008_library"
down_revision: str | None = "0007_schedules"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "arrival",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("begun_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_arrival_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index(op.f("ix_arrival_owner_id"), "arrival", ["owner_id"])
    op.create_index(op.f("ix_arrival_expires_at_ms"), "arrival", ["expires_at_ms"])
    op.create_table(
        "preparation",
        sa.Column("content_id", sa.String(32), nullable=False),
        sa.Column("since_publication", sa.Boolean(), nullable=False),
        sa.Column("geometry", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("fault_vi", sa.String(500), nullable=False),
        sa.Column("fault_en", sa.String(500), nullable=False),
        sa.Column("changed_at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_preparation_content_id")),
        sa.PrimaryKeyConstraint("content_id", name=op.f("pk_preparation")),
    )
    op.create_table(
        "original",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("plain", sa.String(200), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("thumbnail_sha256", sa.String(64), nullable=True),
        sa.Column("looked_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("brought_by", sa.Integer(), nullable=True),
        sa.Column("brought_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("trashed_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("trashed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_original_unit_id")),
        sa.ForeignKeyConstraint(["sha256"], ["media_object.sha256"], name=op.f("fk_original_sha256")),
        sa.ForeignKeyConstraint(
            ["thumbnail_sha256"], ["media_object.sha256"], name=op.f("fk_original_thumbnail_sha256")
        ),
        sa.ForeignKeyConstraint(["brought_by"], ["user_account.id"], name=op.f("fk_original_brought_by")),
        sa.ForeignKeyConstraint(["trashed_by"], ["user_account.id"], name=op.f("fk_original_trashed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original")),
    )
    for name in ("unit_id", "sha256", "looked_at_ms", "brought_at_ms", "trashed_at_ms"):
        op.create_index(op.f(f"ix_original_{name}"), "original", [name])
    op.create_table(
        "media_leaving",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_media_leaving")),
    )
    _note_what_is_there()


def _note_what_is_there() -> None:
    """Files of the contents there are, each once a unit, as :mod:`controller.originals.noting` would."""
    content = sa.text(
        "SELECT content.unit_id, content.original_sha256, content.title, content.form, content.kind, "
        "content.duration_ms, content.created_by, content.created_at_ms, media_object.size_bytes "
        "FROM content JOIN media_object ON media_object.sha256 = content.original_sha256 "
        "WHERE content.form IN ('text', 'table', 'picture', 'document', 'recording') ORDER BY content.created_at_ms"
    )
    rows: dict[str, dict[str, object]] = {}
    for unit_id, sha256, title, form, kind, duration_ms, by, at_ms, size_bytes in op.get_bind().execute(content):
        key = f"file-{hashlib.sha256(f'{unit_id} {sha256}'.encode()).hexdigest()[:16]}"
        told = {"unit_id": unit_id, "sha256": sha256, "name": title, "plain": _plain(title), "form": form, "kind": kind}
        took = {"size_bytes": size_bytes, "duration_ms": duration_ms if form == "recording" else 0}
        rows.setdefault(key, {"id": key, **told, **took, "brought_by": by, "brought_at_ms": at_ms})
    table = sa.table("original", *(sa.column(name) for name in next(iter(rows.values()), {})))
    if rows:
        op.bulk_insert(table, list(rows.values()))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:200]


def downgrade() -> None:
    """Drop them."""
    op.drop_table("media_leaving")
    op.drop_table("original")
    op.drop_table("preparation")
    op.drop_table("arrival")
