"""How Alembic runs migrations: on the connection :func:`controller.db.prepare` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from controller.db.row import all_tables


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """SQLModel's string type written as SQLAlchemy's, so that a migration needs no SQLModel."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=all_tables(),
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
