"""Where proposals are written and judged: one transaction, and devices are told only of what is in force then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends
from sqlmodel import Session

from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, SeerAside, WriterAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.proposals.lines import file_of
from controller.proposals.models import Proposal
from controller.proposals.service import find, of_proposal, take
from controller.proposals.table import OPEN, ByHand
from controller.proposals.trial import Look, look
from controller.schedules.desk import Desk
from controller.settings import Settings
from controller.web.bus import Bus
from controller.web.deps import AppSettings, EventBus

T = TypeVar("T")
NOTHING_TO_TELL = Look((), ())


class ProposalDesk(Desk):
    """Somebody who may see or write proposals, and all it takes."""

    def __init__(self, workshop: Workshop, actor: Actor, settings: Settings, bus: Bus) -> None:
        super().__init__(workshop, actor, settings, bus)
        self.bus = bus

    def keep(self, work: Callable[[Session], T]) -> T:
        """What ``work`` answers once it is committed. Nothing of it is in force, so no device is told."""
        with session_scope(self.workshop.engine) as session:
            done = work(session)
        self.bus.publish("bulletins")
        return done

    def act(self, proposal_id: str, act: ByHand, looked_at: str, reason: str) -> tuple[Proposal, int]:
        """One act on a proposal, and how many devices were told something new; raises what :func:`take` raises."""

        def work(session: Session) -> Proposal:
            proposal = find(session, self.actor, proposal_id)
            take(session, self.actor, proposal, act, wall_ms(), looked_at=looked_at, reason=reason)
            return proposal

        if act != "approve":
            return self.keep(work), 0
        done = self.change(work)
        self.bus.publish("bulletins")
        return done

    def look(self, proposal_id: str) -> Look:
        """What people should know of an open proposal: tried out in a transaction of which nothing stays."""
        with session_scope(self.workshop.engine) as session:
            proposal = find(session, self.actor, proposal_id)
            if proposal.state not in OPEN:
                return NOTHING_TO_TELL
            file = file_of(proposal.unit_id, of_proposal(proposal)[0])
            return look(session, file, self.today, self.time_zone, wall_ms())


def _seer(workshop: Making, actor: SeerAside, settings: AppSettings, bus: EventBus) -> ProposalDesk:
    return ProposalDesk(workshop, actor, settings, bus)


def _writer(workshop: Making, actor: WriterAside, settings: AppSettings, bus: EventBus) -> ProposalDesk:
    return ProposalDesk(workshop, actor, settings, bus)


AtSeersDesk = Annotated[ProposalDesk, Depends(_seer)]
AtWritersDesk = Annotated[ProposalDesk, Depends(_writer)]
