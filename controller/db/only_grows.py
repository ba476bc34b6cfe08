"""The database itself refuses to change or remove an entry of the trail."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{verb} BEFORE {verb} ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the trail of changes only grows'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_entry_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail of changes only grows'; END $$",
        "CREATE OR REPLACE TRIGGER audit_entry_only_grows BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_only_grows()",
        "CREATE OR REPLACE TRIGGER audit_entry_stays BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_only_grows()",
    ),
}


def let_only_grow(_table: object, connection: Connection, **_how: object) -> None:
    """Makes the triggers, where they are not there; when tables are made and at every start."""
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
