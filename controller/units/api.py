"""Units over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from controller.clock import wall_ms
from controller.people.actor import Actor
from controller.people.deps import require
from controller.people.scope import visible_units
from controller.units.service import search
from controller.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/v1/units", tags=["units"])


class UnitOut(BaseModel):
    """One unit; ``id`` is what everything else refers to."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    code: str
    name: str
    kind: str
    tier: str
    parent_id: str | None
    valid_from: date
    valid_to: date | None


@router.get("")
def units(
    session: Db,
    settings: AppSettings,
    actor: Annotated[Actor, Depends(require("see"))],
    on: date | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
) -> list[UnitOut]:
    """One's units as they are ``on`` that day (today by default) whose name holds every word of ``q``."""
    today = datetime.fromtimestamp(wall_ms() / 1000, ZoneInfo(settings.time_zone)).date()
    found = search(session, q, on or today, visible_units(session, actor))
    return [UnitOut.model_validate(unit) for unit in found]
