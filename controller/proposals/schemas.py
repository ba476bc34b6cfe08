"""Proposed schedules over HTTP: files of the lines that change (``rao.schedules/1``), and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from controller.approval.refusals import REASON_LETTERS
from controller.clock import utc
from controller.people.actor import Actor
from controller.people.service import names_of
from controller.proposals import service
from controller.proposals.lines import What, decoded
from controller.proposals.models import Proposal
from controller.proposals.table import ByHand
from controller.proposals.told import Told, told
from controller.proposals.trial import Look
from controller.schedules.sheet import SchedulesFile
from protocol.words import Language

Seen = Annotated[str, Field(max_length=64)]


class Strict(BaseModel):
    """Refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")


class ProposalIn(Strict):
    """A file as text, so that a refusal can name its lines. Lines that change nothing are left out of the proposal."""

    file: str
    upto: Literal["draft", "submitted"] = "submitted"


class ProposalChangeIn(ProposalIn):
    """The same in the place of what was proposed."""

    seen: Seen
    """What ``seen`` said when one looked: when it changed since, it is refused with 409."""


class ProposalStepIn(Strict):
    """An act on a proposal as one saw it; ``approve`` puts it in force."""

    act: ByHand
    seen: Seen
    reason: Annotated[str, Field(max_length=REASON_LETTERS)] = ""
    """Why it is returned."""


class ProposalOut(BaseModel):
    """A proposal in a list."""

    id: str
    unit_id: str
    title: str
    state: str
    by: str | None
    """Who began it; null: the program itself."""
    changed_at: datetime


class ProposalStepOut(BaseModel):
    """One step. ``own`` is by which rule somebody put their own in force."""

    number: int
    act: str
    to_state: str
    by: str | None
    at: datetime
    reason: str
    own: str


class DifferenceOut(BaseModel):
    """Something about a line; ``was`` is null where the line is new."""

    name: str
    was: str | None
    now: str


class LineOut(BaseModel):
    """One line of a proposal in words. ``is_late``: it was changed in force since it was changed here."""

    what: What
    id: str
    title: str
    is_new: bool
    is_late: bool
    differences: list[DifferenceOut]


class ProposalWholeOut(ProposalOut):
    """A proposal, and what one may do with it."""

    file: SchedulesFile
    made_from: SchedulesFile
    """The same lines as they were in force when they were changed; what is not in it is new."""
    lines: list[LineOut]
    refused: list[str]
    """What can't stand in the schedule as it is now."""
    notices: list[str]
    """What of it would not be heard."""
    seen: str
    """To be handed back with an act or a change."""
    acts: list[str]
    steps: list[ProposalStepOut]
    """The newest first."""


class ProposalSavedOut(BaseModel):
    """A proposal after an act on it."""

    proposal: ProposalOut
    seen: str
    devices_told: int


def proposals_out(session: Session, rows: Sequence[Proposal]) -> list[ProposalOut]:
    """As they stand in lists."""
    names = names_of(session, [one.created_by for one in rows])
    return [
        ProposalOut(
            id=one.id,
            unit_id=one.unit_id,
            title=one.title,
            state=one.state,
            by=names.get(one.created_by),
            changed_at=utc(one.changed_at_ms),
        )
        for one in rows
    ]


def whole_out(session: Session, actor: Actor, proposal: Proposal, looked: Look, language: Language) -> ProposalWholeOut:
    """One as it stands for this actor."""
    [listed] = proposals_out(session, [proposal])
    lines = told(session, *service.of_proposal(proposal), service.stale(session, proposal))
    return ProposalWholeOut(
        **listed.model_dump(),
        file=decoded(proposal.document),
        made_from=decoded(proposal.made_from),
        lines=[_line(one, language) for one in lines],
        refused=[f"{title}: {why.problem.spoken_in(language)}" for title, why in looked.refused],
        notices=[f"{title}: {one.spoken_in(language)}" for title, one in looked.notices],
        seen=service.seen(session, proposal),
        acts=list(service.acts_of(session, actor, proposal)),
        steps=_steps(session, proposal.id),
    )


def saved_out(session: Session, proposal: Proposal, devices_told: int) -> ProposalSavedOut:
    """One after an act."""
    [listed] = proposals_out(session, [proposal])
    return ProposalSavedOut(proposal=listed, seen=service.seen(session, proposal), devices_told=devices_told)


def _line(one: Told, language: Language) -> LineOut:
    return LineOut(
        what=one.what,
        id=one.id,
        title=one.title,
        is_new=one.is_new,
        is_late=one.is_late,
        differences=[
            DifferenceOut(
                name=each.name.spoken_in(language),
                was=each.was.spoken_in(language) if each.was else None,
                now=each.now.spoken_in(language),
            )
            for each in one.differences
        ],
    )


def _steps(session: Session, proposal_id: str) -> list[ProposalStepOut]:
    steps = service.steps_of(session, proposal_id)
    names = names_of(session, [step.by for step in steps])
    return [
        ProposalStepOut(
            number=step.number,
            act=step.act,
            to_state=step.to_state,
            by=names.get(step.by),
            at=utc(step.at_ms),
            reason=step.reason,
            own=step.own,
        )
        for step in steps
    ]
