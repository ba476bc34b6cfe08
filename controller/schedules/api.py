"""``/api/v1/playlists``, ``/slots``, ``/campaigns`` and ``/schedules`` (all of a unit as one file)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from controller.clock import wall_ms
from controller.held_back.service import reasons_in
from controller.people.deps import Seer
from controller.schedules import campaigns, playlists, service
from controller.schedules.desk import AtDesk, Desk
from controller.schedules.notices import notices
from controller.schedules.schemas import (
    CampaignIn,
    CampaignOut,
    PlaylistIn,
    PlaylistOut,
    ShiftIn,
    SlotIn,
    SlotOut,
    SlotSavedOut,
    ToldOut,
    campaign_out,
)
from controller.schedules.sheet import Difference, SchedulesFile, export, take, tried
from controller.schedules.told import playlists_out, slots_out
from controller.units.service import subtree_ids
from controller.web.deps import Db, Spoken
from controller.web.paging import MOST, After, Most, cut, link_next
from protocol.words import Language

router = APIRouter(prefix="/api/v1", tags=["schedules"])


class ImportIn(BaseModel):
    """A file as text, so that a refusal can name its lines."""

    model_config = ConfigDict(extra="forbid")

    file: str
    dry_run: bool = False


class ImportedOut(BaseModel):
    """What a file changed, or would change."""

    changes: list[Difference]
    devices_told: int


OfUnit = Annotated[str, Query(max_length=32, description="Only this unit's own; empty: all one may see.")]


@router.get("/playlists")
def list_playlists(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    unit_id: OfUnit = "",
    after: After = "",
    most: Most = MOST,
) -> list[PlaylistOut]:
    """Playlists by title, in pages."""
    found, last = cut(playlists.page_of_playlists(session, actor, unit_id, after, most + 1), most)
    link_next(request, response, last)
    return playlists_out(session, found)


@router.post("/playlists", status_code=201)
def add_playlist(desk: AtDesk, asked: PlaylistIn) -> PlaylistOut:
    """Makes a playlist."""
    return _save_playlist(desk, asked, "")


@router.get("/playlists/{playlist_id}")
def playlist(session: Db, actor: Seer, playlist_id: str) -> PlaylistOut:
    """One playlist."""
    [told] = playlists_out(session, [playlists.find_playlist(session, actor, playlist_id)])
    return told


@router.put("/playlists/{playlist_id}")
def put_playlist(desk: AtDesk, playlist_id: str, asked: PlaylistIn) -> PlaylistOut:
    """Puts what is sent in the place of a playlist, and tells the devices that play it at once."""
    desk.read(lambda session: playlists.find_playlist(session, desk.actor, playlist_id))
    return _save_playlist(desk, asked, playlist_id)


@router.delete("/playlists/{playlist_id}")
def remove_playlist(desk: AtDesk, playlist_id: str) -> ToldOut:
    """Takes a playlist out that no slot plays."""
    _, told = desk.change(lambda session: playlists.remove_playlist(session, desk.actor, playlist_id))
    return ToldOut(devices_told=told)


@router.get("/slots")
def list_slots(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    unit_id: OfUnit = "",
    campaign_id: Annotated[str, Query(max_length=32)] = "",
    after: After = "",
    most: Most = MOST,
) -> list[SlotOut]:
    """Slots by their time of day, in pages."""
    found, last = cut(service.page_of_slots(session, actor, unit_id, after, most + 1, campaign_id), most)
    link_next(request, response, last)
    return slots_out(session, found)


@router.post("/slots", status_code=201)
def add_slot(desk: AtDesk, language: Spoken, asked: SlotIn) -> SlotSavedOut:
    """Makes a slot, and tells the devices at once."""
    return _save_slot(desk, asked, "", language)


@router.get("/slots/{slot_id}")
def slot(session: Db, actor: Seer, slot_id: str) -> SlotOut:
    """One slot."""
    [told] = slots_out(session, [service.find_slot(session, actor, slot_id)])
    return told


@router.put("/slots/{slot_id}")
def put_slot(desk: AtDesk, language: Spoken, slot_id: str, asked: SlotIn) -> SlotSavedOut:
    """Puts what is sent in the place of a slot, and tells the devices at once."""
    desk.read(lambda session: service.find_slot(session, desk.actor, slot_id))
    return _save_slot(desk, asked, slot_id, language)


@router.delete("/slots/{slot_id}")
def remove_slot(desk: AtDesk, slot_id: str) -> ToldOut:
    """Takes a slot out, and tells the devices at once."""
    _, told = desk.change(lambda session: service.remove_slot(session, desk.actor, slot_id))
    return ToldOut(devices_told=told)


@router.get("/campaigns")
def list_campaigns(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    unit_id: OfUnit = "",
    after: After = "",
    most: Most = MOST,
) -> list[CampaignOut]:
    """Campaigns by name, in pages."""
    found, last = cut(campaigns.page_of_campaigns(session, actor, unit_id, after, most + 1), most)
    link_next(request, response, last)
    return [campaign_out(one) for one in found]


@router.post("/campaigns", status_code=201)
def add_campaign(desk: AtDesk, asked: CampaignIn) -> CampaignOut:
    """Makes a campaign."""
    return _save_campaign(desk, asked, "")


@router.put("/campaigns/{campaign_id}")
def put_campaign(desk: AtDesk, campaign_id: str, asked: CampaignIn) -> CampaignOut:
    """Names a campaign anew, or switches all of it on or off."""
    desk.read(lambda session: campaigns.find_campaign(session, desk.actor, campaign_id))
    return _save_campaign(desk, asked, campaign_id)


@router.post("/campaigns/{campaign_id}/shift")
def shift_campaign(desk: AtDesk, campaign_id: str, asked: ShiftIn) -> list[SlotOut]:
    """Moves all slots of a campaign by some days; weekdays stay."""

    def work(session: Session) -> list[SlotOut]:
        moved = campaigns.shift_campaign(session, desk.actor, campaign_id, asked.days, wall_ms())
        return slots_out(session, moved)

    return desk.change(work)[0]


@router.delete("/campaigns/{campaign_id}")
def remove_campaign(desk: AtDesk, campaign_id: str) -> ToldOut:
    """Takes a campaign out that has no slots."""
    _, told = desk.change(lambda session: campaigns.remove_campaign(session, desk.actor, campaign_id))
    return ToldOut(devices_told=told)


@router.get("/schedules")
def export_schedules(session: Db, actor: Seer, unit_id: Annotated[str, Query(max_length=32)]) -> SchedulesFile:
    """All playlists, slots and campaigns of a unit, as :func:`import_schedules` takes them."""
    return export(session, actor, unit_id)


@router.post("/schedules/import")
def import_schedules(desk: AtDesk, asked: ImportIn) -> ImportedOut:
    """Writes what the file says under the ids it says; what is not in it stays. All of it or nothing.

    A dry run writes nothing and tells what would change. A refusal names the lines.
    """
    if asked.dry_run:
        return ImportedOut(
            changes=desk.read(lambda session: tried(session, desk.actor, asked.file, wall_ms())), devices_told=0
        )
    found, told = desk.change(lambda session: take(session, desk.actor, asked.file, wall_ms()))
    return ImportedOut(changes=found, devices_told=told)


def _save_playlist(desk: Desk, asked: PlaylistIn, playlist_id: str) -> PlaylistOut:
    def work(session: Session) -> PlaylistOut:
        row = playlists.save_playlist(session, desk.actor, asked.draft(), wall_ms(), playlist_id)
        return playlists_out(session, [row])[0]

    return desk.change(work)[0]


def _save_slot(desk: Desk, asked: SlotIn, slot_id: str, language: Language) -> SlotSavedOut:
    def work(session: Session) -> tuple[SlotOut, list[str]]:
        row = service.save_slot(session, desk.actor, asked.draft(), wall_ms(), slot_id)
        told = notices(session, row, desk.today, desk.time_zone)
        return slots_out(session, [row])[0], [one.spoken_in(language) for one in told]

    (saved, said), told = desk.change(work)
    held_back = desk.read(lambda session: reasons_in(session, subtree_ids(session, saved.unit_id)))
    said += [one.spoken_in(language) for one in held_back]
    return SlotSavedOut(slot=saved, notices=said, devices_told=told)


def _save_campaign(desk: Desk, asked: CampaignIn, campaign_id: str) -> CampaignOut:
    def work(session: Session) -> CampaignOut:
        return campaign_out(campaigns.save_campaign(session, desk.actor, asked.draft(), wall_ms(), campaign_id))

    return desk.change(work)[0]
