"""Preparations over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from controller.preparation.models import Preparation
from controller.preparation.service import fault_of
from protocol.words import Language


class PreparationOut(BaseModel):
    """How far a content is prepared that is not ready for every board yet."""

    stage: Literal["waiting", "preparing", "failed"]
    geometry: str
    """The size of board that it is being made for."""
    number: int
    """Which of ``count`` sizes that is, from 1."""
    count: int
    percent: int
    """Of this size."""
    fault: str | None


def preparation_out(row: Preparation, language: Language) -> PreparationOut:
    """A preparation as it leaves."""
    fault = fault_of(row)
    return PreparationOut(
        stage="failed" if fault else "preparing" if row.number else "waiting",
        geometry=row.geometry,
        number=row.number,
        count=row.count,
        percent=row.percent,
        fault=fault.spoken_in(language) if fault else None,
    )
