"""``GET /api/v1/units``: the units of a day, searched by name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from controller.clock import wall_ms
from controller.people.deps import Seer
from controller.people.scope import visible_units
from controller.units import service
from controller.units.models import Unit
from controller.units.schemas import UnitOut
from controller.units.tree import Tree
from controller.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/v1")


@router.get("/units")
def units(
    session: Db,
    settings: AppSettings,
    actor: Seer,
    q: Annotated[str, Query(max_length=100)] = "",
    on: date | None = None,
) -> list[UnitOut]:
    """The units one may see that exist ``on`` that day (today by default) and whose name holds every word of ``q``."""
    day = on or datetime.fromtimestamp(wall_ms() / 1000, ZoneInfo(settings.time_zone)).date()
    found = service.search(session, q, day, visible_units(session, actor))
    tree = service.tree(session)
    return [_out(unit, tree, day) for unit in found]


def _out(unit: Unit, tree: Tree, day: date) -> UnitOut:
    above = tree.ancestors(unit.id, day)[1:2]
    shown = UnitOut.model_validate(unit)
    return shown.model_copy(update={"parent_id": above[0].id if above else None})
