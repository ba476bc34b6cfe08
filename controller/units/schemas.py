"""Units as they leave by HTTP."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class UnitOut(BaseModel):
    """One unit as it is on the day that was asked for."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    code: str
    name: str
    kind: str
    tier: str
    parent_id: str | None
    """The parent's id on that day."""
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
