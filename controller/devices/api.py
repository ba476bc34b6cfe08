"""What devices ask over HTTP when MQTT is down, the pictures they send, and the list of devices for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.commands import send_command
from controller.devices.finding import Asked
from controller.devices.models import Device
from controller.devices.proof import proven_device
from controller.devices.schemas import CommandIn, CommandOut, DeviceOut, TagOut, TagsIO
from controller.devices.service import page_of_devices, tag_device
from controller.devices.tags import list_tags, tags_of
from controller.documents.models import SignedDocument
from controller.documents.service import find_signed
from controller.documents.topic import is_unit
from controller.people.deps import Seer, Technician
from controller.snapshots.service import KINDS, as_picture, keep
from controller.web.deps import AppSettings, Db, EventBus, RawBody
from controller.web.paging import cut, link_next
from protocol.documents import AUDIENCE_ALL
from protocol.errors import NotFound
from protocol.ids import ID_PATTERN
from protocol.words import Words

router = APIRouter(prefix="/api/v1")
Audience = Annotated[str, Path(pattern=f"^{ID_PATTERN.pattern}$")]
SIGNED: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/jose": {"schema": {"type": "string"}}}, "description": "A compact JWS."},
    304: {"description": "As the ``ETag`` that was sent says."},
}
PICTURE = {"requestBody": {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS}}}


def _device(request: Request, session: Db) -> Device:
    return proven_device(session, request)


ThisDevice = Annotated[Device, Depends(_device)]


@router.get("/devices")
def devices(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    asked: Annotated[Asked, Query()],
) -> list[DeviceOut]:
    """The devices of one's units that are as asked for, by unit and name, in pages."""
    page = page_of_devices(session, actor, asked.wanted(), asked.after, asked.most + 1, wall_ms())
    found, last = cut(page, asked.most)
    link_next(request, response, last)
    return list(found)


@router.get("/tags")
def tags(session: Db, actor: Seer) -> list[TagOut]:
    """The labels on devices of one's units."""
    return [TagOut(tag=one.label, devices=one.devices) for one in list_tags(session, actor)]


@router.put("/devices/{device_id}/tags")
def set_tags(session: Db, actor: Technician, device_id: str, wanted: TagsIO) -> TagsIO:
    """Puts these labels on the device in the place of all others."""
    tag_device(session, actor, device_id, wanted.tags)
    return TagsIO(tags=list(tags_of(session, [device_id]).get(device_id, ())))


@router.post("/devices/{device_id}/commands", status_code=202)
def command(session: Db, actor: Technician, device_id: str, wanted: CommandIn) -> CommandOut:
    """Sends a command; it is on its way when this answers, not yet obeyed."""
    return CommandOut(id=send_command(session, actor, device_id, wanted.action, wall_ms()))


@router.get("/device/trust", response_class=Response, responses=SIGNED)
def trust(request: Request, session: Db, _device: ThisDevice) -> Response:
    """The list of keys in force."""
    return _document(request, find_signed(session, "trust", AUDIENCE_ALL))


@router.get("/device/desired", response_class=Response, responses=SIGNED)
def desired(request: Request, session: Db, device: ThisDevice) -> Response:
    """What the asking device should be."""
    return _document(request, find_signed(session, "desired", device.id))


@router.get("/device/alerts/{aud}", response_class=Response, responses=SIGNED)
def alerts(request: Request, session: Db, device: ThisDevice, aud: Audience) -> Response:
    """The alerts of a unit, or those aimed at the asking device."""
    return _document(request, find_signed(session, "alerts", aud) if is_unit(aud) or aud == device.id else None)


@router.put("/device/snapshot", status_code=204, openapi_extra=PICTURE)
def snapshot(
    request: Request,
    settings: AppSettings,
    bus: EventBus,
    body: RawBody,
) -> None:
    """A picture of what the device shows now, or what a loudspeaker says. It is decoded outside of any transaction."""
    engine = request.app.state.engine
    with session_scope(engine, writes=False) as session:
        device_id = proven_device(session, request, body).id
    picture, media_type = as_picture(body, request.headers.get("content-type", ""))
    showing = request.headers.get("x-rao-showing", "")[:200]
    with session_scope(engine) as session:
        keep(session, settings.data_dir / "snapshots", device_id, picture, media_type, showing, wall_ms())
    bus.publish("snapshots")


def _document(request: Request, document: SignedDocument | None) -> Response:
    if document is None:
        raise NotFound(
            Words("Chưa có văn bản này.", "There is no such document yet."),
            Words("Hỏi lại sau.", "Ask again later."),
        )
    headers = {"ETag": f'"{document.digest}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(document.token, media_type="application/jose", headers=headers)
