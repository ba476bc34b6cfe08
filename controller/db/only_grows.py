"""The database itself refuses to change or remove a row of the trail, or a step of something that is judged."""

from __future__ import annotations

from sqlalchemy import Connection, Table

ONLY_GROWING = ("audit_entry", "approval_step", "proposal_step")


def let_only_grow(table: Table | None, connection: Connection, **_how: object) -> None:
    """Makes the triggers of a table that was just made (at every start: of all), where they are not there."""
    for name in (table.name,) if table is not None else ONLY_GROWING:
        for statement in _triggers(name, connection.dialect.name):
            connection.exec_driver_sql(statement)


def _triggers(table: str, dialect: str) -> tuple[str, ...]:
    said = "the trail of changes only grows" if table == "audit_entry" else f"{table} only grows"
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            for verb in ("update", "delete")
        )
    return (
        f"CREATE OR REPLACE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()",
        f"CREATE OR REPLACE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()",
    )
