"""Tables of where contents go, what units answered to them, how units order them and what they share."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from controller.db import Row


class ContentTarget(Row, table=True):
    """A content goes to this unit and all below it. One without any goes to all of its own unit.

    A target that ended means whatever has its land now; the row stays as it was chosen.
    """

    __tablename__ = "content_target"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)


class ContentAnswer(Row, table=True):
    """What a unit answered to an offered content, for itself and all below it that do not answer themselves."""

    __tablename__ = "content_answer"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)
    accepted: bool
    reason: str = Field(default="", max_length=500)
    """Why it was declined."""
    mark: str = Field(max_length=64)
    """Of what was seen (:func:`controller.offers.flow.mark_of`): the answer counts while the content is that."""
    answered_by: int | None = Field(default=None, foreign_key="user_account.id")
    answered_at_ms: int = Field(sa_type=BigInteger)


class UnitOrder(Row, table=True):
    """The order in which the boards of a unit, and of those below without one of their own, play a class."""

    __tablename__ = "unit_order"

    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)
    slot_class: str = Field(primary_key=True, max_length=16)
    content_ids: str
    """A JSON list; what is not in it follows in the usual order."""
    ordered_by: int | None = Field(default=None, foreign_key="user_account.id")
    ordered_at_ms: int = Field(sa_type=BigInteger)


class ContentShare(Row, table=True):
    """The people of this unit, and of all below it, may make contents of their own of this one."""

    __tablename__ = "content_share"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    unit_id: str = Field(foreign_key="unit.id", index=True, max_length=32)
    shared_by: int | None = Field(default=None, foreign_key="user_account.id")
    shared_at_ms: int = Field(sa_type=BigInteger, index=True)
