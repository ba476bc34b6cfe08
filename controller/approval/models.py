"""Tables of approval: the steps of each content, which only grow, and where people may approve their own."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger, event
from sqlmodel import Field

from controller.db import Row
from controller.db.only_grows import let_only_grow


class ApprovalStep(Row, table=True):
    """One act on one content. ``number`` is 1, 2, 3 ... without gaps: no two can follow the same one."""

    __tablename__ = "approval_step"

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    number: int = Field(primary_key=True)
    act: str = Field(max_length=16)
    """An :data:`controller.approval.table.Act`."""
    from_state: str = Field(max_length=16)
    """Empty for the first."""
    to_state: str = Field(max_length=16)
    by: int | None = Field(default=None, foreign_key="user_account.id")
    """None is the program itself: its command line and its jobs."""
    at_ms: int = Field(sa_type=BigInteger)
    reason: str = Field(default="", max_length=1_000)
    """Why it was returned."""
    own: str = Field(default="", max_length=8)
    """By which rule somebody approved their own: a :data:`controller.approval.rule.ByRule`; empty for all else."""
    digest: str = Field(max_length=64)
    """SHA-256 of what was judged."""
    judged: str
    """The same and what needs no judging, as JSON; see :mod:`controller.approval.judged`."""


event.listen(ApprovalStep.__table__, "after_create", let_only_grow)  # type: ignore[attr-defined]


class SelfApproval(Row, table=True):
    """From when till when people of a unit and of all below it may approve their own. It is ended, never removed."""

    __tablename__ = "self_approval"

    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=32)
    set_at_ms: int = Field(primary_key=True, sa_type=BigInteger)
    set_by: int | None = Field(default=None, foreign_key="user_account.id")
    reason: str = Field(max_length=200)
    ended_at_ms: int | None = Field(default=None, sa_type=BigInteger)
    ended_by: int | None = Field(default=None, foreign_key="user_account.id")


class TakenOff(Row, table=True):
    """A device that had a content when it last left the air: whether it still has, its own reports say."""

    __tablename__ = "taken_off"
    recorded: ClassVar[bool] = False

    content_id: str = Field(primary_key=True, foreign_key="content.id", max_length=32)
    device_id: str = Field(primary_key=True, foreign_key="device.id", max_length=32)
    rev: int = Field(sa_type=BigInteger)
    """Of what was stated for the device then: what comes after it is without the content."""
