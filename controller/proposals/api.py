"""``/api/v1/proposals``: changes of schedules, proposed by those who write, put in force by those who publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from controller.clock import wall_ms
from controller.people.deps import Seer
from controller.proposals import lists, service
from controller.proposals.desk import AtSeersDesk, AtWritersDesk, ProposalDesk
from controller.proposals.models import Proposal
from controller.proposals.schemas import (
    ProposalChangeIn,
    ProposalIn,
    ProposalOut,
    ProposalSavedOut,
    ProposalStepIn,
    ProposalWholeOut,
    proposals_out,
    saved_out,
    whole_out,
)
from controller.proposals.table import Standing
from controller.web.deps import Db, Spoken
from controller.web.paging import MOST, After, Most, cut, link_next

router = APIRouter(prefix="/api/v1", tags=["schedules"])


@router.get("/proposals")
def list_proposals(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    unit_id: Annotated[str, Query(max_length=32)] = "",
    state: Standing | Literal[""] = "",
    after: After = "",
    most: Most = MOST,
) -> list[ProposalOut]:
    """Proposals of one's units, the newest first, in pages. ``submitted`` waits for somebody who may publish."""
    found, last = cut(lists.page_of_proposals(session, actor, unit_id, state, after, most + 1), most)
    link_next(request, response, last)
    return proposals_out(session, found)


@router.post("/proposals", status_code=201)
def add_proposal(desk: AtWritersDesk, asked: ProposalIn) -> ProposalSavedOut:
    """Proposes what a file would change. Nothing of it is in force until somebody who may publish approves it."""
    return _saved(desk, lambda session: _written(session, desk, asked))


@router.get("/proposals/{proposal_id}")
def proposal(desk: AtSeersDesk, language: Spoken, proposal_id: str) -> ProposalWholeOut:
    """One proposal: what it changes in words, what of it could not be or would not be heard, and its steps."""
    looked = desk.look(proposal_id)

    def work(session: Session) -> ProposalWholeOut:
        found = service.find(session, desk.actor, proposal_id)
        return whole_out(session, desk.actor, found, looked, language)

    return desk.read(work)


@router.put("/proposals/{proposal_id}")
def change_proposal(desk: AtWritersDesk, proposal_id: str, asked: ProposalChangeIn) -> ProposalSavedOut:
    """Puts what a file would change in the place of what was proposed, made from what is in force now."""

    def work(session: Session) -> Proposal:
        held = service.find(session, desk.actor, proposal_id)
        service.demand_seen(session, held, asked.seen)
        return _written(session, desk, asked, proposal_id)

    return _saved(desk, work)


@router.post("/proposals/{proposal_id}/steps")
def take_step(desk: AtWritersDesk, proposal_id: str, asked: ProposalStepIn) -> ProposalSavedOut:
    """Submits, takes back, discards, returns or puts a proposal in force as one saw it; devices are told at once."""
    done, told = desk.act(proposal_id, asked.act, asked.seen, asked.reason)
    return desk.read(lambda session: saved_out(session, done, told))


def _written(session: Session, desk: ProposalDesk, asked: ProposalIn, proposal_id: str = "") -> Proposal:
    row = service.propose_file(session, desk.actor, asked.file, wall_ms(), proposal_id)
    if asked.upto == "submitted" and row.state != "submitted":
        service.take(session, desk.actor, row, "submit", wall_ms())
    return row


def _saved(desk: ProposalDesk, work: Callable[[Session], Proposal]) -> ProposalSavedOut:
    row = desk.keep(work)
    return desk.read(lambda session: saved_out(session, row, 0))
