"""Tables of the trail of changes. They are written by :mod:`controller.db.trail` alone and only ever grow."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import DDL, BigInteger, Table, event
from sqlmodel import Field

from controller.db.row import Row


class AuditEntry(Row, table=True):
    """One row that one transaction added, changed or removed; ``hash`` covers it and the entry before it.

    Names and ids are as they were then: nothing here refers to a row that may change.
    """

    __tablename__ = "audit_entry"
    recorded: ClassVar[bool] = False

    seq: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    """1, 2, 3 ... without gaps."""
    at_ms: int = Field(sa_type=BigInteger, index=True)
    user_id: int | None = Field(default=None, index=True)
    """None is the program itself."""
    login: str = Field(default="", max_length=64)
    token_name: str = Field(default="", max_length=200)
    """The API token a program acted with; empty for a browser."""
    address: str = Field(default="", max_length=64)
    via: str = Field(default="", max_length=200)
    """The route, such as ``POST /alerts/new``."""
    unit_id: str | None = Field(default=None, index=True, max_length=32)
    """The unit the row is of, else that of the person."""
    kind: str = Field(max_length=64, index=True)
    """The name of the table."""
    key: str = Field(max_length=200)
    label: str = Field(default="", max_length=200)
    """What people call it."""
    action: str = Field(max_length=8)
    """``added``, ``changed`` or ``removed``."""
    before: str
    """JSON of the columns that changed; of all, for a row that was removed. ``{}`` for one that was added."""
    after: str
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(Row, table=True):
    """One row: the last entry. It is locked while entries are added, and shows when the newest are missing."""

    __tablename__ = "audit_head"
    recorded: ClassVar[bool] = False

    id: int = Field(default=1, primary_key=True)
    seq: int = Field(default=0, sa_type=BigInteger)
    hash: str = Field(default="", max_length=64)


ONLY_GROWS_SQLITE = tuple(
    f"CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trail of changes only grows'); END"
    for verb in ("update", "delete")
)
ONLY_GROWS_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_entry_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the trail of changes only grows'; END $$",
    "CREATE TRIGGER audit_entry_only_grows BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_only_grows()",
)


def _only_grows(table: Table) -> None:
    for dialect, statements in (("sqlite", ONLY_GROWS_SQLITE), ("postgresql", ONLY_GROWS_POSTGRESQL)):
        for statement in statements:
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


_only_grows(AuditEntry.__table__)  # type: ignore[attr-defined]
