"""Proposals in the panel: written in the forms of the schedule, told line by line, judged."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field
from sqlmodel import Session

from controller.approval.history import ACTS, OWN
from controller.clock import wall_ms
from controller.people.deps import Seer
from controller.people.scope import demand
from controller.people.service import names_of
from controller.proposals import lists, service
from controller.proposals.desk import AtSeersDesk, AtWritersDesk, ProposalDesk
from controller.proposals.lines import Line, Lines, What
from controller.proposals.models import Proposal
from controller.proposals.table import ByHand, Standing
from controller.proposals.told import told
from controller.proposals.trial import Look, in_force
from controller.schedules.common import missing
from controller.schedules.draft import PlaylistDraft, SlotDraft
from controller.schedules.form import PlaylistForm, SlotForm, playlist_form, slot_form
from controller.schedules.pages import playlist_form_page, slot_form_page
from controller.schedules.playlists import PLAYLIST
from controller.schedules.service import SLOT
from controller.schedules.sheet import PlaylistLine, SlotLine
from controller.schedules.way import Way
from controller.units.service import get_unit
from controller.web.deps import Db
from controller.web.paging import After, cut
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput, RaoError

router = APIRouter(prefix="/proposals")
ON_A_PAGE = 50
Id = Annotated[str, Field(max_length=32)]
Asked = Annotated[str, Query(max_length=32)]


class SlotProposalForm(SlotForm):
    """A slot as typed, and where it goes."""

    proposal_id: Id = ""
    line_id: Id = ""


class PlaylistProposalForm(PlaylistForm):
    """A playlist as typed, and where it goes."""

    proposal_id: Id = ""
    line_id: Id = ""


@router.get("")
def proposals_page(
    request: Request, session: Db, actor: Seer, state: Standing | Literal[""] = "", after: After = ""
) -> Response:
    """All proposals of one's units, the newest first, in pages."""
    found, last = cut(lists.page_of_proposals(session, actor, "", state, after, ON_A_PAGE + 1), ON_A_PAGE)
    names = names_of(session, [one.created_by for one in found])
    listed = [(one, get_unit(session, one.unit_id).name, names.get(one.created_by, "")) for one in found]
    return page(request, "proposals/proposals.html", proposals=listed, state=state, last=last)


@router.get("/slot")
def slot_page(
    request: Request, desk: AtWritersDesk, unit_id: Asked = "", line_id: Asked = "", proposal_id: Asked = ""
) -> Response:
    """The form of a slot to be proposed: empty, or filled with what is proposed of it, else with what is in force."""

    def work(session: Session) -> Response:
        way, known = _way(session, desk, unit_id, proposal_id)
        form = SlotForm(unit_id=unit_id, first_date=desk.today.isoformat(), start="17:00", end="17:30")
        if line_id:
            line = known.get(("slots", line_id))
            if not isinstance(line, SlotLine):
                raise missing(SLOT, line_id)
            form = slot_form(line.draft())
        return slot_form_page(request, session, desk.actor, desk.today, form, line_id, way=way)

    return desk.read(work)


@router.post("/slot")
def propose_slot(request: Request, desk: AtWritersDesk, form: Annotated[SlotProposalForm, Form()]) -> Response:
    """Puts a slot into a proposal; shows the form again with the reason if it can't be."""

    def show(session: Session, why: RaoError) -> Response:
        way, _ = _way(session, desk, form.unit_id, form.proposal_id)
        return slot_form_page(request, session, desk.actor, desk.today, form, form.line_id, why, way=way)

    try:
        return _back(_put(desk, form.draft(), form.line_id, form.proposal_id))
    except (InvalidInput, Conflict) as refusal:
        why = refusal
        return desk.read(lambda session: show(session, why))


@router.get("/playlist")
def playlist_page(
    request: Request, desk: AtWritersDesk, unit_id: Asked = "", line_id: Asked = "", proposal_id: Asked = ""
) -> Response:
    """The same of a playlist."""

    def work(session: Session) -> Response:
        way, known = _way(session, desk, unit_id, proposal_id)
        form = PlaylistForm(unit_id=unit_id)
        if line_id:
            line = known.get(("playlists", line_id))
            if not isinstance(line, PlaylistLine):
                raise missing(PLAYLIST, line_id)
            form = playlist_form(line.draft())
        return playlist_form_page(request, session, desk.actor, desk.today, form, line_id, way=way)

    return desk.read(work)


@router.post("/playlist")
def propose_playlist(request: Request, desk: AtWritersDesk, form: Annotated[PlaylistProposalForm, Form()]) -> Response:
    """Puts a playlist into a proposal; shows the form again with the reason if it can't be."""

    def show(session: Session, shown: PlaylistForm, why: RaoError | None = None) -> Response:
        way, _ = _way(session, desk, form.unit_id, form.proposal_id)
        return playlist_form_page(request, session, desk.actor, desk.today, shown, form.line_id, why, way=way)

    if form.act:
        return desk.read(lambda session: show(session, form.acted()))
    try:
        return _back(_put(desk, form.draft(), form.line_id, form.proposal_id))
    except (InvalidInput, Conflict) as refusal:
        why = refusal
        return desk.read(lambda session: show(session, form, why))


@router.get("/{proposal_id}")
def proposal_page(request: Request, desk: AtSeersDesk, proposal_id: str, saved: bool = False) -> Response:
    """What a proposal changes, line by line, and what one may do with it."""
    looked = desk.look(proposal_id)
    return desk.read(lambda session: _proposal_page(request, session, desk, proposal_id, looked, saved))


@router.post("/{proposal_id}/steps")
def take_step(
    request: Request,
    desk: AtWritersDesk,
    proposal_id: str,
    act: Annotated[ByHand, Form()],
    seen: Annotated[str, Form(max_length=64)],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Takes the step that was pressed, and tells devices and panels at once; shows the page with the reason if not."""
    try:
        done, _ = desk.act(proposal_id, act, seen, reason)
    except (InvalidInput, Conflict) as refusal:
        why, looked = refusal, desk.look(proposal_id)
        return desk.read(lambda session: _proposal_page(request, session, desk, proposal_id, looked, refusal=why))
    return _back(done)


@router.post("/{proposal_id}/leave-out")
def leave_out(
    desk: AtWritersDesk, proposal_id: str, what: Annotated[What, Form()], line_id: Annotated[str, Form(max_length=32)]
) -> Response:
    """Takes one line out of a proposal."""

    def work(session: Session) -> Proposal:
        return service.leave_out(session, desk.actor, proposal_id, (what, line_id), wall_ms())

    return _back(desk.keep(work))


def _put(desk: ProposalDesk, draft: SlotDraft | PlaylistDraft, line_id: str, proposal_id: str) -> Proposal:
    return desk.keep(lambda session: service.propose(session, desk.actor, draft, wall_ms(), line_id, proposal_id))


def _way(session: Session, desk: ProposalDesk, unit_id: str, proposal_id: str) -> tuple[Way, Lines]:
    """Into which proposal a form goes (without one named: the draft the actor has begun), and all lines there are."""
    if unit_id:
        demand(session, desk.actor, "write", get_unit(session, unit_id).id)
    if proposal_id:
        found: Proposal | None = service.find(session, desk.actor, proposal_id)
    else:
        found = lists.own_draft(session, desk.actor, unit_id)
    proposed: Lines = service.of_proposal(found)[0] if found else {}
    known: dict[tuple[What, str], Line] = {**(in_force(session, unit_id) if unit_id else {}), **proposed}
    more = [line for line in proposed.values() if isinstance(line, PlaylistLine)]
    return Way("write", True, found.id if found else "", found.title if found else "", more), known


def _proposal_page(
    request: Request,
    session: Session,
    desk: ProposalDesk,
    proposal_id: str,
    looked: Look,
    saved: bool = False,
    refusal: RaoError | None = None,
) -> Response:
    proposal = service.find(session, desk.actor, proposal_id)
    steps = service.steps_of(session, proposal.id)
    names = names_of(session, [step.by for step in steps])
    returned = next((step for step in steps if step.act == "return"), None)
    return page(
        request,
        "proposals/proposal.html",
        status=200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422,
        proposal=proposal,
        unit=get_unit(session, proposal.unit_id),
        lines=told(session, *service.of_proposal(proposal), service.stale(session, proposal)),
        looked=looked,
        looked_at=service.seen(session, proposal),
        acts=service.acts_of(session, desk.actor, proposal),
        own_rule=OWN.get(service.own_rule(session, desk.actor, proposal)),
        returned=returned if proposal.state == "returned" else None,
        steps=[(step, ACTS[step.act], names.get(step.by, ""), OWN.get(step.own)) for step in steps],
        saved=saved,
        refusal=refusal,
    )


def _back(proposal: Proposal) -> Response:
    return RedirectResponse(f"/proposals/{proposal.id}?saved=true", 303)
