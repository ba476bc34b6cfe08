"""Slots to be proposed, and what everybody does with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine

from controller.approval.table import Act
from controller.db import session_scope
from controller.people.actor import THE_SYSTEM, Actor
from controller.proposals import service
from controller.proposals.lines import Lines
from controller.proposals.models import Proposal
from controller.proposals.trial import in_force
from controller.schedules.draft import PlaylistDraft, SlotDraft
from protocol.ids import EpochMs
from tests.controller.places import NORTH

NOW = EpochMs(1_795_000_000_000)


def slot(content_id: str | None, **changes: object) -> SlotDraft:
    usual = SlotDraft(NORTH, "Buổi chiều", date(2026, 11, 1), "17:00", 30, content_id=content_id, outputs="sound")
    return replace(usual, **changes)  # type: ignore[arg-type]


def proposed(
    engine: Engine, actor: Actor, draft: SlotDraft | PlaylistDraft, line_id: str = "", into: str = ""
) -> Proposal:
    with session_scope(engine) as session:
        return service.propose(session, actor, draft, NOW, line_id, into)


def takes(engine: Engine, actor: Actor, proposal: Proposal, *acts: Act, **how: str) -> Proposal:
    """One act after the other, each in its transaction."""
    for act in acts:
        with session_scope(engine) as session:
            found = service.find(session, actor, proposal.id)
            service.take(session, actor, found, act, NOW, **how)  # type: ignore[arg-type]
    return found


def standing(engine: Engine) -> Lines:
    """What is in force in the north."""
    with session_scope(engine, writes=False) as session:
        return in_force(session, NORTH)


def seen(engine: Engine, proposal: Proposal) -> str:
    with session_scope(engine, writes=False) as session:
        return service.seen(session, service.find(session, THE_SYSTEM, proposal.id))
