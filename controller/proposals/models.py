"""Tables of proposed schedules, which nothing that compiles manifests reads, and of the steps they took."""

from __future__ import annotations

from sqlalchemy import BigInteger, event
from sqlmodel import Field

from controller.db import Row
from controller.db.only_grows import let_only_grow


class Proposal(Row, table=True):
    """What a unit's playlists, slots and campaigns are to become, whole lines of them, beside those in force."""

    __tablename__ = "proposal"

    id: str = Field(primary_key=True, max_length=32)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    title: str = Field(max_length=200)
    state: str = Field(max_length=16, index=True)
    """A :data:`controller.proposals.table.Standing`."""
    document: str
    """A :class:`controller.schedules.sheet.SchedulesFile` of the lines that change, as JSON."""
    made_from: str
    """The same lines as they were in force when they were changed; one that is not in it is new."""
    created_by: int | None = Field(default=None, foreign_key="user_account.id")
    created_at_ms: int = Field(sa_type=BigInteger)
    changed_at_ms: int = Field(sa_type=BigInteger)


class ProposalStep(Row, table=True):
    """One act on one proposal. ``number`` is 1, 2, 3 ... without gaps: no two can follow the same one."""

    __tablename__ = "proposal_step"

    proposal_id: str = Field(primary_key=True, foreign_key="proposal.id", max_length=32)
    number: int = Field(primary_key=True)
    act: str = Field(max_length=16)
    """One of :data:`controller.proposals.table.ACTS`."""
    to_state: str = Field(max_length=16)
    by: int | None = Field(default=None, foreign_key="user_account.id")
    """None is the program itself: its command line and its jobs."""
    at_ms: int = Field(sa_type=BigInteger)
    reason: str = Field(default="", max_length=1_000)
    """Why it was returned."""
    own: str = Field(default="", max_length=8)
    """By which rule somebody put their own in force: a :data:`controller.approval.rule.ByRule`; empty for all else."""
    digest: str = Field(max_length=64)
    """SHA-256 of what was proposed then, and of what it was made from."""


event.listen(ProposalStep.__table__, "after_create", let_only_grow)  # type: ignore[attr-defined]
