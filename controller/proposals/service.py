"""Proposals: written, changed, judged, put in force. Never commits.

Every change of a proposal goes through :func:`take` or :func:`_change`. Both hold its row (SQLite: the one turn to
write), ask the table of approval, and add one step under the next number: of two that judge one at once, the second
finds what the first has made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, func, select

from controller.approval import refusals as approval
from controller.approval.authors import authors, whose
from controller.approval.rule import rule_for
from controller.approval.service import Seen, rights_of
from controller.approval.table import MOVES, Act, Whose, state_named
from controller.people.actor import Actor
from controller.people.scope import demand, visible_units
from controller.proposals import refusals
from controller.proposals.lines import (
    Key,
    Lines,
    What,
    called,
    decoded,
    differing,
    digest_of,
    encoded,
    file_of,
    lines_in,
    only,
    overtaken,
    title_of,
)
from controller.proposals.models import Proposal, ProposalStep
from controller.proposals.table import BY_HAND, OPEN, refusal
from controller.proposals.trial import drafted, in_force, settled, titled
from controller.schedules.common import missing, new_id
from controller.schedules.draft import PlaylistDraft, SlotDraft
from controller.schedules.models import Campaign, PlaylistRow, SlotRow
from controller.schedules.playlists import PLAYLIST
from controller.schedules.service import SLOT
from controller.schedules.sheet import read, write
from controller.units.models import Unit
from controller.units.service import get_open_unit
from protocol.ids import EpochMs

HELD: Mapping[What, type[Campaign] | type[PlaylistRow] | type[SlotRow]] = {
    "campaigns": Campaign,
    "playlists": PlaylistRow,
    "slots": SlotRow,
}


def propose_file(session: Session, actor: Actor, text: str, now_ms: EpochMs, proposal_id: str = "") -> Proposal:
    """A new proposal of what a file would change, or ``proposal_id`` with that in the place of what it was.

    Raises :class:`InvalidInput` that names the lines which can't be taken, and for a file that changes nothing,
    :class:`NotFound`, :class:`NotAllowed` and, as the table has it, :class:`Conflict`.
    """
    file = read(text)
    proposal = _open(session, actor, file.unit_id, proposal_id, now_ms)
    now = in_force(session, proposal.unit_id)
    lines = differing(settled(session, text, file, now_ms), now)
    if not lines:
        raise refusals.nothing_new()
    return _change(session, actor, proposal, lines, only(now, set(lines)), now_ms)


def propose(
    session: Session,
    actor: Actor,
    draft: SlotDraft | PlaylistDraft,
    now_ms: EpochMs,
    line_id: str = "",
    proposal_id: str = "",
) -> Proposal:
    """A slot or a playlist, new or ``line_id`` otherwise, into a proposal; an empty ``proposal_id`` makes a new one.

    It is made from what is in force now. Raises what :func:`save_slot` raises, and :class:`Conflict` as the table has
    it.
    """
    proposal = _open(session, actor, draft.unit_id, proposal_id, now_ms)
    held, made_from = of_proposal(proposal)
    now = in_force(session, proposal.unit_id)
    _demand_known(draft, line_id, {*held, *now})
    key, line = drafted(session, held, draft, line_id, now_ms)
    lines = differing({**held, key: line}, only(now, {key}))
    if not lines:
        raise refusals.nothing_new()
    kept = {one: was for one, was in made_from.items() if one != key and one in lines}
    return _change(session, actor, proposal, lines, {**kept, **only(now, {key} & set(lines))}, now_ms)


def leave_out(session: Session, actor: Actor, proposal_id: str, key: Key, now_ms: EpochMs) -> Proposal:
    """One line less; what is in force of it stays so. Raises :class:`NotFound`, :class:`NotAllowed`, Conflict."""
    proposal = find(session, actor, proposal_id)
    demand(session, actor, "write", proposal.unit_id)
    hold(session, proposal)
    held, made_from = of_proposal(proposal)
    if key not in held:
        return proposal
    lines = {one: line for one, line in held.items() if one != key}
    return _change(session, actor, proposal, lines, only(made_from, set(lines)), now_ms)


def take(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    act: Act,
    now_ms: EpochMs,
    *,
    looked_at: str | None = None,
    reason: str = "",
) -> None:
    """One act on a proposal; ``approve`` puts it in force. ``looked_at`` is what the actor saw; None: what stands.

    Raises :class:`NotAllowed` and :class:`Conflict` as the table has it, :class:`Conflict` when it changed since or
    what it changes did, :class:`InvalidInput` for a return without a reason and for what can't stand in the schedule.
    """
    hold(session, proposal)
    rule = rule_for(session, actor, proposal.unit_id) if act == "approve" else ""
    work_of = _whose(session, actor, proposal, rule) if act == "approve" else "anothers"
    refused = refusal(state_named(proposal.state), act, rights_of(session, actor, proposal.unit_id), work_of)
    if refused:
        raise refused
    if looked_at is not None:
        demand_seen(session, proposal, looked_at)
    why = approval.demand_reason(reason) if act == "return" else ""
    if act in ("submit", "approve") and not of_proposal(proposal)[0]:
        raise refusals.nothing_new()
    if act == "approve":
        _put_in_force(session, actor, proposal, now_ms)
    _step(session, actor, proposal, act, now_ms, why, rule if work_of == "own_by_rule" else "")


def seen(session: Session, proposal: Proposal) -> str:
    """What one sees who looks now."""
    return Seen(_last_number(session, proposal.id), digest_of(proposal.document, proposal.made_from)).text


def demand_seen(session: Session, proposal: Proposal, looked_at: str) -> None:
    """Raises :class:`Conflict` when the proposal is not what somebody looked at any more; it is held from here on."""
    hold(session, proposal)
    if looked_at != seen(session, proposal):
        raise approval.changed_since()


def may(session: Session, actor: Actor, proposal: Proposal, act: Act) -> bool:
    """Whether the actor may do that now."""
    rule = rule_for(session, actor, proposal.unit_id) if act == "approve" else ""
    work_of = _whose(session, actor, proposal, rule) if act == "approve" else "anothers"
    rights = rights_of(session, actor, proposal.unit_id)
    return refusal(state_named(proposal.state), act, rights, work_of) is None


def own_rule(session: Session, actor: Actor, proposal: Proposal) -> str:
    """By which rule the actor would put their own in force; empty for another's, and where nothing lets them."""
    rule = rule_for(session, actor, proposal.unit_id)
    return rule if _whose(session, actor, proposal, rule) == "own_by_rule" else ""


def acts_of(session: Session, actor: Actor, proposal: Proposal) -> tuple[Act, ...]:
    """All that the actor may do with it now; ``edit`` among it."""
    return tuple(act for act in ("edit", *BY_HAND) if may(session, actor, proposal, act))


def of_proposal(proposal: Proposal) -> tuple[Lines, Lines]:
    """What is proposed, and what that was made from."""
    return lines_in(decoded(proposal.document)), lines_in(decoded(proposal.made_from))


def stale(session: Session, proposal: Proposal) -> tuple[Key, ...]:
    """What of an open proposal was changed in force meanwhile."""
    if proposal.state not in OPEN:
        return ()
    return overtaken(*of_proposal(proposal), in_force(session, proposal.unit_id))


def steps_of(session: Session, proposal_id: str) -> Sequence[ProposalStep]:
    """Its steps, the newest first."""
    newest = col(ProposalStep.number).desc()
    return session.exec(select(ProposalStep).where(ProposalStep.proposal_id == proposal_id).order_by(newest)).all()


def find(session: Session, actor: Actor, proposal_id: str) -> Proposal:
    """One proposal of the actor's units; raises :class:`NotFound`."""
    row = session.get(Proposal, proposal_id)
    if row is None or row.unit_id not in visible_units(session, actor):
        raise refusals.not_there(proposal_id)
    return row


def hold(session: Session, proposal: Proposal) -> None:
    """Has nobody else change it until the end of this transaction, and reads it as the last one left it."""
    session.flush()
    session.refresh(proposal, with_for_update=True)


def _open(session: Session, actor: Actor, unit_id: str, proposal_id: str, now_ms: EpochMs) -> Proposal:
    """The proposal of that id, held, or a new one that is not in the database yet; its unit is the actor's to write."""
    if not proposal_id:
        demand(session, actor, "write", get_open_unit(session, unit_id).id)
        nothing = encoded(file_of(unit_id, {}))
        return Proposal(
            id=new_id("plan", now_ms),
            unit_id=unit_id,
            title="",
            state="",
            document=nothing,
            made_from=nothing,
            created_by=actor.user_id,
            created_at_ms=now_ms,
            changed_at_ms=now_ms,
        )
    proposal = find(session, actor, proposal_id)
    if proposal.unit_id != unit_id:
        raise refusals.not_there(proposal_id)
    hold(session, proposal)
    return proposal


def _change(
    session: Session, actor: Actor, proposal: Proposal, lines: Lines, made_from: Lines, now_ms: EpochMs
) -> Proposal:
    act: Act = "edit" if proposal.state else "write"
    state = state_named(proposal.state) if proposal.state else None
    refused = refusal(state, act, rights_of(session, actor, proposal.unit_id), "anothers")
    if refused:
        raise refused
    proposal.title = called(lines)
    proposal.document = encoded(file_of(proposal.unit_id, lines))
    proposal.made_from = encoded(file_of(proposal.unit_id, made_from))
    _step(session, actor, proposal, act, now_ms)
    return proposal


def _demand_known(draft: SlotDraft | PlaylistDraft, line_id: str, known: Collection[Key]) -> None:
    slot = isinstance(draft, SlotDraft)
    if line_id and ("slots" if slot else "playlists", line_id) not in known:
        raise missing(SLOT if slot else PLAYLIST, line_id)


def _put_in_force(session: Session, actor: Actor, proposal: Proposal, now_ms: EpochMs) -> None:
    """By the services that write schedules, as the one who accepts it; all of it or nothing."""
    lines, made_from = of_proposal(proposal)
    _hold_lines(session, proposal.unit_id, lines)
    late = overtaken(lines, made_from, in_force(session, proposal.unit_id))
    if late:
        raise refusals.overtaken([title_of(lines[key]) for key in late])
    file = file_of(proposal.unit_id, lines)
    _, refused = write(session, actor, file, now_ms)
    if refused:
        raise refusals.impossible(titled(file, refused))


def _hold_lines(session: Session, unit_id: str, lines: Lines) -> None:
    """Nobody else changes them, or accepts a proposal of the unit, until the end; they are read as they stand then."""
    session.exec(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True)).all()
    for what, table in HELD.items():
        ids = [line_id for kind, line_id in lines if kind == what]
        query = select(table).where(col(table.id).in_(ids)).order_by(table.id).with_for_update()
        session.exec(query.execution_options(populate_existing=True)).all()


def _whose(session: Session, actor: Actor, proposal: Proposal, rule: str) -> Whose:
    return whose(actor.user_id, authors(proposal.created_by, steps_of(session, proposal.id)), rule)


def _step(
    session: Session, actor: Actor, proposal: Proposal, act: Act, now_ms: EpochMs, reason: str = "", own: str = ""
) -> None:
    """Into the state that the table says, with the step that follows the last one."""
    number = _last_number(session, proposal.id) + 1
    proposal.state = MOVES[act][state_named(proposal.state) if proposal.state else None]
    proposal.changed_at_ms = now_ms
    session.add(proposal)
    session.flush()
    session.add(
        ProposalStep(
            proposal_id=proposal.id,
            number=number,
            act=act,
            to_state=proposal.state,
            by=actor.user_id,
            at_ms=now_ms,
            reason=reason,
            own=own,
            digest=digest_of(proposal.document, proposal.made_from),
        )
    )
    session.flush()


def _last_number(session: Session, proposal_id: str) -> int:
    query = select(func.max(ProposalStep.number)).where(ProposalStep.proposal_id == proposal_id)
    return session.exec(query).one() or 0
