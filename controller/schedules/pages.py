"""“Lịch phát”: the slots of one's units in plain words, their forms, playlists and campaigns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

import firmware_profiles
from controller.clock import wall_ms
from controller.devices.tags import key_of, list_tags
from controller.held_back.service import reasons_in, reasons_seen
from controller.people.actor import Actor
from controller.people.deps import Publisher, Seer
from controller.people.scope import demand, visible_units
from controller.proposals.lists import open_in
from controller.proposals.service import of_proposal
from controller.schedules import campaigns, playlists, service, view
from controller.schedules.common import demand_change
from controller.schedules.desk import AtDesk, Desk
from controller.schedules.draft import CampaignDraft, PlaylistDraft
from controller.schedules.form import PlaylistForm, SlotForm, number, playlist_form, slot_form
from controller.schedules.kinds import ORDERS, TRANSITIONS
from controller.schedules.models import PlaylistRow
from controller.schedules.notices import notices, windows_of
from controller.schedules.reading import listings_of
from controller.schedules.sheet import PlaylistLine
from controller.schedules.way import IN_FORCE, Way
from controller.schedules.words import DAYS, KINDS
from controller.units import choosing
from controller.units.service import get_unit, subtree_ids, units_on
from controller.web.deps import AppSettings, Db, Today
from controller.web.paging import After, cut
from controller.web.panel import page
from protocol.errors import Conflict, InvalidInput, RaoError
from protocol.words import Words

router = APIRouter(prefix="/schedules")
ON_A_PAGE = 100
MOST_PROPOSALS = 10
OfUnit = Annotated[str, Query(max_length=32)]


@router.get("")
def schedules_page(
    request: Request,
    session: Db,
    actor: Seer,
    today: Today,
    unit_id: OfUnit = "",
    campaign_id: Annotated[str, Query(max_length=32)] = "",
    after: After = "",
    saved: bool = False,
    refused: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """The slots of one's units by their time of day, with playlists and campaigns beside them."""
    rows, last = cut(service.page_of_slots(session, actor, unit_id, after, ON_A_PAGE + 1, campaign_id), ON_A_PAGE)
    changeable = view.changeable(session, actor)
    proposing = visible_units(session, actor, "write") - changeable
    units = units_on(session, today, view.seen(session, actor))
    proposals = open_in(session, actor, unit_id, MOST_PROPOSALS)
    return page(
        request,
        "schedules/schedules.html",
        lines=view.lines(session, rows),
        playlists=playlists.page_of_playlists(session, actor, unit_id, "", ON_A_PAGE),
        campaigns=campaigns.page_of_campaigns(session, actor, unit_id, "", ON_A_PAGE),
        units=units,
        names={one.id: one.name for one in units},
        mine=[one for one in units if one.id in changeable],
        changeable=changeable,
        proposing=proposing,
        propose_for=next((one.id for one in units if one.id in proposing and unit_id in ("", one.id)), ""),
        proposals=proposals,
        proposed={line_id: one.id for one in proposals for _, line_id in of_proposal(one)[0]},
        asked={"unit_id": unit_id, "campaign_id": campaign_id},
        at=unit_id or actor.unit_id or "",
        after=after,
        last=last,
        saved=saved,
        refused=refused,
        reasons=reasons_seen(session, actor),
    )


@router.get("/slots/new")
def new_slot(request: Request, session: Db, actor: Publisher, today: Today, unit_id: OfUnit = "") -> Response:
    """An empty form for a unit."""
    form = SlotForm(unit_id=unit_id or actor.unit_id or "", first_date=today.isoformat(), start="17:00", end="17:30")
    return slot_form_page(request, session, actor, today, form)


@router.post("/slots/new")
def add_slot(request: Request, desk: AtDesk, form: Annotated[SlotForm, Form()]) -> Response:
    """Makes a slot; shows the form again with the reason if it can't be."""
    return _save_slot(request, desk, form, "")


@router.get("/slots/{slot_id}")
def slot_page(
    request: Request,
    session: Db,
    actor: Publisher,
    settings: AppSettings,
    today: Today,
    slot_id: str,
    saved: bool = False,
) -> Response:
    """The form of a slot, and what of it will not be heard."""
    row = service.find_slot(session, actor, slot_id)
    demand_change(session, actor, row.unit_id)
    [draft] = service.drafts_of(session, [row])
    told = [*notices(session, row, today, settings.time_zone), *reasons_in(session, subtree_ids(session, row.unit_id))]
    return slot_form_page(request, session, actor, today, slot_form(draft), slot_id, told=told, saved=saved)


@router.post("/slots/{slot_id}")
def change_slot(request: Request, desk: AtDesk, slot_id: str, form: Annotated[SlotForm, Form()]) -> Response:
    """Puts what the form says in the place of the slot."""
    desk.read(lambda session: service.find_slot(session, desk.actor, slot_id))
    return _save_slot(request, desk, form, slot_id)


@router.post("/slots/{slot_id}/remove")
def remove_slot(desk: AtDesk, slot_id: str) -> Response:
    """Takes a slot out, and tells the devices at once."""
    row, _ = desk.change(lambda session: service.remove_slot(session, desk.actor, slot_id))
    return _back(row.unit_id)


@router.get("/playlists/new")
def new_playlist(request: Request, session: Db, actor: Publisher, today: Today, unit_id: OfUnit = "") -> Response:
    """An empty form for a unit."""
    return playlist_form_page(request, session, actor, today, PlaylistForm(unit_id=unit_id or actor.unit_id or ""))


@router.post("/playlists/new")
def add_playlist(request: Request, desk: AtDesk, form: Annotated[PlaylistForm, Form()]) -> Response:
    """Makes a playlist; shows the form again with the reason if it can't be."""
    return _save_playlist(request, desk, form, "")


@router.get("/playlists/{playlist_id}")
def playlist_page(request: Request, session: Db, actor: Publisher, today: Today, playlist_id: str) -> Response:
    """The form of a playlist."""
    row = playlists.find_playlist(session, actor, playlist_id)
    demand_change(session, actor, row.unit_id)
    return playlist_form_page(request, session, actor, today, playlist_form(_draft(session, row)), playlist_id)


@router.post("/playlists/{playlist_id}")
def change_playlist(
    request: Request, desk: AtDesk, playlist_id: str, form: Annotated[PlaylistForm, Form()]
) -> Response:
    """Puts what the form says in the place of the playlist."""
    desk.read(lambda session: playlists.find_playlist(session, desk.actor, playlist_id))
    return _save_playlist(request, desk, form, playlist_id)


@router.post("/playlists/{playlist_id}/remove")
def remove_playlist(desk: AtDesk, playlist_id: str) -> Response:
    """Takes a playlist out that no slot plays."""
    try:
        row, _ = desk.change(lambda session: playlists.remove_playlist(session, desk.actor, playlist_id))
    except Conflict:
        return RedirectResponse("/schedules?refused=playlist", 303)
    return _back(row.unit_id)


@router.post("/campaigns")
def add_campaign(desk: AtDesk, name: Annotated[str, Form()] = "", unit_id: Annotated[str, Form()] = "") -> Response:
    """Makes a campaign."""
    return _campaign(
        desk,
        unit_id,
        lambda session: campaigns.save_campaign(session, desk.actor, CampaignDraft(unit_id, name), wall_ms()),
    )


@router.post("/campaigns/{campaign_id}")
def change_campaign(desk: AtDesk, campaign_id: str, active: Annotated[bool, Form()] = False) -> Response:
    """Switches all slots of a campaign on or off."""
    row = desk.read(lambda session: campaigns.find_campaign(session, desk.actor, campaign_id))
    draft = CampaignDraft(row.unit_id, row.name, active)
    return _campaign(
        desk, row.unit_id, lambda session: campaigns.save_campaign(session, desk.actor, draft, wall_ms(), campaign_id)
    )


@router.post("/campaigns/{campaign_id}/shift")
def shift_campaign(
    desk: AtDesk,
    campaign_id: str,
    days: Annotated[str, Form(max_length=10)] = "",
    way: Annotated[str, Form(pattern="^(later|earlier)$")] = "later",
) -> Response:
    """Moves all slots of a campaign by some days."""
    row = desk.read(lambda session: campaigns.find_campaign(session, desk.actor, campaign_id))

    def work(session: Session) -> object:
        by = number(days, 1, campaigns.MOST_DAYS) * (1 if way == "later" else -1)
        return campaigns.shift_campaign(session, desk.actor, campaign_id, by, wall_ms())

    return _campaign(desk, row.unit_id, work)


@router.post("/campaigns/{campaign_id}/remove")
def remove_campaign(desk: AtDesk, campaign_id: str) -> Response:
    """Takes a campaign out that has no slots."""
    row = desk.read(lambda session: campaigns.find_campaign(session, desk.actor, campaign_id))
    return _campaign(desk, row.unit_id, lambda session: campaigns.remove_campaign(session, desk.actor, campaign_id))


def _campaign(desk: Desk, unit_id: str, work: Callable[[Session], object]) -> Response:
    try:
        desk.change(work)
    except (InvalidInput, Conflict):
        return RedirectResponse(f"/schedules?unit_id={unit_id}&refused=campaign", 303)
    return _back(unit_id)


def _save_slot(request: Request, desk: Desk, form: SlotForm, slot_id: str) -> Response:
    try:
        row, _ = desk.change(lambda session: service.save_slot(session, desk.actor, form.draft(), wall_ms(), slot_id))
    except (InvalidInput, Conflict) as refusal:
        why = refusal
        return desk.read(lambda session: slot_form_page(request, session, desk.actor, desk.today, form, slot_id, why))
    told = desk.read(lambda session: notices(session, row, desk.today, desk.time_zone))
    return RedirectResponse(f"/schedules/slots/{row.id}?saved=true", 303) if told else _back(row.unit_id)


def _save_playlist(request: Request, desk: Desk, form: PlaylistForm, playlist_id: str) -> Response:
    def show(session: Session, shown: PlaylistForm, why: RaoError | None = None) -> Response:
        return playlist_form_page(request, session, desk.actor, desk.today, shown, playlist_id, why)

    if form.act:
        return desk.read(lambda session: show(session, form.acted()))
    try:
        row, _ = desk.change(
            lambda session: playlists.save_playlist(session, desk.actor, form.draft(), wall_ms(), playlist_id)
        )
    except (InvalidInput, Conflict) as refusal:
        why = refusal
        return desk.read(lambda session: show(session, form, why))
    return _back(row.unit_id)


def slot_form_page(
    request: Request,
    session: Session,
    actor: Actor,
    today: date,
    form: SlotForm,
    slot_id: str = "",
    refusal: RaoError | None = None,
    *,
    told: list[Words] | None = None,
    saved: bool = False,
    way: Way = IN_FORCE,
) -> Response:
    """A slot as a form, for a unit in which the actor has the right; raises :class:`NotAllowed`."""
    unit_id = _of_unit(session, actor, today, form.unit_id, way)
    kept = frozenset({form.what.removeprefix("content:")})
    return page(
        request,
        "schedules/slot.html",
        status=422 if refusal else 200,
        form=form.model_copy(update={"unit_id": unit_id}),
        slot_id=slot_id,
        refusal=refusal,
        told=told or [],
        saved=saved,
        unit=get_unit(session, unit_id),
        way=way,
        mine=_mine(session, actor, today, way),
        contents=view.choices(session, unit_id, kept),
        playlists=_lists(session, unit_id, way),
        campaigns=view.campaigns_of(session, unit_id),
        below=choosing.below(session, unit_id, today, chosen=form.unit),
        layouts=view.layouts_for(session, unit_id, form.layout),
        devices=view.devices_below(session, unit_id),
        windows=windows_of(session, unit_id),
        kinds=KINDS,
        tags={one: one for one in form.tag} | {key_of(one.label): one.label for one in list_tags(session, actor)},
        weekdays=DAYS,
        profiles=sorted(firmware_profiles.names()),
    )


def playlist_form_page(
    request: Request,
    session: Session,
    actor: Actor,
    today: date,
    form: PlaylistForm,
    playlist_id: str = "",
    refusal: RaoError | None = None,
    *,
    way: Way = IN_FORCE,
) -> Response:
    """A playlist as a form, for a unit in which the actor has the right; raises :class:`NotAllowed`."""
    unit_id = _of_unit(session, actor, today, form.unit_id, way)
    found = form.rows()
    contents = view.choices(session, unit_id, frozenset(row[0] for row in found))
    known: dict[str, Any] = {one.id: one for one in contents}
    return page(
        request,
        "schedules/playlist.html",
        status=422 if refusal else 200,
        form=form.model_copy(update={"unit_id": unit_id}),
        rows=found,
        playlist_id=playlist_id,
        refusal=refusal,
        unit=get_unit(session, unit_id),
        way=way,
        mine=_mine(session, actor, today, way),
        contents=contents,
        known=known,
        used=playlists.slots_with(session, playlist_id) if playlist_id else (),
    )


def _of_unit(session: Session, actor: Actor, today: date, unit_id: str, way: Way) -> str:
    """The unit a form is for; without one, the first that the actor may change. Raises :class:`NotAllowed`."""
    if not unit_id:
        unit_id = next((one.id for one in _mine(session, actor, today, way)), "")
    demand(session, actor, way.right, unit_id)
    return unit_id


def _mine(session: Session, actor: Actor, today: date, way: Way) -> list[Any]:
    return list(units_on(session, today, visible_units(session, actor, way.right)))


def _lists(session: Session, unit_id: str, way: Way) -> list[PlaylistRow | PlaylistLine]:
    """Those in force, by the names they have there, and those that are only proposed."""
    held = view.playlists_for(session, unit_id)
    known = {one.id for one in held}
    return [*held, *(one for one in way.playlists if one.id not in known)]


def _draft(session: Session, row: PlaylistRow) -> PlaylistDraft:
    listing = listings_of(session, [row.id])[row.id]
    transition = TRANSITIONS[row.transition] if row.transition else None
    order = ORDERS[row.play_order]
    return PlaylistDraft(row.unit_id, row.title, listing.entries, order, row.seed, row.gap_ms, transition)


def _back(unit_id: str) -> Response:
    return RedirectResponse(f"/schedules?unit_id={unit_id}&saved=true", 303)
