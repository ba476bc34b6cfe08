"""The overview and the page of one device."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from controller.bulletins.service import titles_of
from controller.clock import wall_ms
from controller.devices import outbox_rows, service, view
from controller.devices.faults import fault_words
from controller.devices.finding import Asked
from controller.devices.light import changes_at_ms, light_of
from controller.devices.pending import pending_words
from controller.devices.schemas import DeviceOut
from controller.devices.tags import list_tags, split
from controller.held_back.service import find_held_back
from controller.people.actor import Actor
from controller.people.deps import Seer, Technician
from controller.publishing.sequences import title_of_tune
from controller.snapshots.service import latest_snapshots
from controller.units.service import get_unit
from controller.web.deps import Db
from controller.web.panel import page
from protocol.errors import InvalidInput, NotFound
from protocol.words import Words

router = APIRouter()
KEPT = {"Cache-Control": "private, max-age=86400, immutable"}
"""A snapshot's address holds its moment, so a browser may keep it."""
NO_PICTURE = NotFound(
    Words("Thiết bị này chưa gửi hình nào.", "This device has sent no picture yet."),
    Words("Đợi hình đầu tiên, thường trong một phút.", "Wait for the first one, a minute as a rule."),
)


@router.get("/")
def overview_page(request: Request, session: Db, actor: Seer, wanted: Annotated[Asked, Query()]) -> Response:
    """The devices of one's units, counted, by unit, and in pages with the worst first."""
    return page(request, "devices/overview.html", **_overview(session, actor, wanted))


@router.get("/devices/overview")
def overview_live(request: Request, session: Db, actor: Seer, wanted: Annotated[Asked, Query()]) -> Response:
    """The part of the overview which changes."""
    return page(request, "devices/overview_live.html", **_overview(session, actor, wanted))


@router.get("/devices/{device_id}")
def device_page(request: Request, session: Db, actor: Seer, device_id: str, tagged: bool = False) -> Response:
    """All that is known of one device."""
    known = _device(session, actor, device_id)
    typed = ", ".join(known["card"].device.tags)
    return page(request, "devices/device.html", **known, refusal=None, typed=typed, tagged=tagged)


@router.get("/devices/{device_id}/live")
def device_live(request: Request, session: Db, actor: Seer, device_id: str) -> Response:
    """The part of a device's page which changes: all of it."""
    return page(request, "devices/device_live.html", **_device(session, actor, device_id))


@router.post("/devices/{device_id}/tags")
def set_tags(
    request: Request, session: Db, actor: Technician, device_id: str, tags: Annotated[str, Form(max_length=1000)] = ""
) -> Response:
    """Puts the labels, with commas between, on the device; shows its page again with the reason if they can't be."""
    try:
        with session.begin_nested():
            service.tag_device(session, actor, device_id, split(tags))
    except InvalidInput as refusal:
        return page(
            request,
            "devices/device.html",
            422,
            **_device(session, actor, device_id),
            refusal=refusal,
            typed=tags,
            tagged=False,
        )
    return RedirectResponse(f"/devices/{device_id}?tagged=true", 303)


@router.get("/devices/{device_id}/snapshot")
def snapshot(session: Db, actor: Seer, device_id: str) -> Response:
    """The newest picture of what the device shows; 404 until it sent one."""
    service.get_device(session, actor, device_id, wall_ms())
    found = latest_snapshots(session, [device_id]).get(device_id)
    picture = found.read() if found else None
    if found is None or picture is None:
        raise NO_PICTURE
    return Response(picture, media_type=found.media_type, headers=KEPT)


def _overview(session: Session, actor: Actor, asked: Asked) -> dict[str, Any]:
    wanted = asked.wanted()
    unit = get_unit(session, wanted.unit) if wanted.unit else None
    return {
        "seen": view.overview(session, actor, wanted, asked.after, wall_ms()),
        "wanted": wanted,
        "unit": unit,
        "after": asked.after,
        "tags": list_tags(session, actor),
        "fault_words": fault_words,
        "address": lambda **said: "/?" + urlencode({**wanted.said(), **said}),
    }


def _device(session: Session, actor: Actor, device_id: str) -> dict[str, Any]:
    now_ms = wall_ms()
    device = service.get_device(session, actor, device_id, now_ms)
    light = light_of(session, device, now_ms)
    plays = outbox_rows.plays_of(session, device_id, 20)
    return {
        "card": view.cards(session, [device])[0],
        "light": light,
        "light_changes_ms": changes_at_ms(light) if light else None,
        "heard_ms": _heard_ms(device),
        "plays": plays,
        "titles": _titles(session, {play.item_id for play in plays}),
        "faults": outbox_rows.faults_of(session, device_id, 10),
        "fault_words": fault_words,
        "pending": pending_words(device.pending),
        "flips": view.flips_of(session, device_id),
        "held_back": find_held_back(session, device_id),
    }


def _titles(session: Session, item_ids: Collection[str]) -> dict[str, str]:
    tunes = {one: title for one in item_ids if (title := title_of_tune(one)) is not None}
    return tunes | titles_of(session, item_ids)


def _heard_ms(device: DeviceOut) -> int | None:
    return int(device.last_seen.timestamp() * 1000) if device.last_seen else None
