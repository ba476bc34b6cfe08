"""``GET /api/v1/devices/{id}/preview``: a picture of any moment."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime

from controller.alerts.service import find
from controller.alerts.sets import alert_of
from controller.clock import wall_ms
from controller.library.store import store_of
from controller.people.deps import Seer
from controller.previews.service import picture_of
from controller.web.deps import AppSettings, Db
from media.picture import encode_webp
from protocol.ids import EpochMs

router = APIRouter(prefix="/api/v1/devices", tags=["previews"])
PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}}, "description": "The picture."}
}


@router.get("/{device_id}/preview", response_class=Response, responses=PICTURE)
def preview(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    device_id: str,
    at: AwareDatetime | None = None,
    alert: Annotated[str, Query(max_length=32)] = "",
) -> Response:
    """What the device will show ``at`` that moment (now by default), with that draft as if it had been sent."""
    at_ms = wall_ms() if at is None else EpochMs(round(at.timestamp() * 1000))
    draft = alert_of(session, find(session, actor, alert)) if alert else None
    image = picture_of(session, store_of(settings), actor, device_id, at_ms, draft)
    return Response(encode_webp(image), media_type="image/webp")
