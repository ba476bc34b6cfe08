"""Tables of the trail of changes. They are written by :mod:`controller.db.trail` alone and only ever grow."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger, Index, event
from sqlmodel import Field

from controller.db.only_grows import let_only_grow
from controller.db.row import Row


class AuditEntry(Row, table=True):
    """One row that one transaction added, changed or removed; ``hash`` covers it and the entry before it.

    Names and ids are as they were then: nothing here refers to a row that may change.
    """

    __tablename__ = "audit_entry"
    __table_args__ = tuple(Index(None, name, "seq") for name in ("unit_id", "login", "kind"))
    recorded: ClassVar[bool] = False

    seq: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    """1, 2, 3 ... without gaps."""
    at_ms: int = Field(sa_type=BigInteger, index=True)
    user_id: int | None = None
    """None is the program itself."""
    login: str = Field(default="", max_length=64)
    token_name: str = Field(default="", max_length=200)
    """The API token a program acted with; empty for a browser."""
    address: str = Field(default="", max_length=64)
    via: str = Field(default="", max_length=200)
    """The route, such as ``POST /alerts/new``."""
    unit_id: str | None = Field(default=None, max_length=32)
    """The unit the row is of, else that of the person."""
    kind: str = Field(max_length=64)
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


event.listen(AuditEntry.__table__, "after_create", let_only_grow)  # type: ignore[attr-defined]


class AuditHead(Row, table=True):
    """One row: the last entry. It is locked while entries are added, and shows when the newest are missing."""

    __tablename__ = "audit_head"
    recorded: ClassVar[bool] = False

    id: int = Field(default=1, primary_key=True)
    seq: int = Field(default=0, sa_type=BigInteger)
    hash: str = Field(default="", max_length=64)
