"""Devices that are held back, over HTTP."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from controller.clock import utc
from controller.held_back.models import HeldBack
from protocol.words import Language


class HeldBackOut(BaseModel):
    """A device that goes on as it was told before: what is published for it no device would take."""

    id: str
    """Of the device."""
    reason: str
    """What is wrong and what to do."""
    since: datetime
    """UTC."""


def held_back_out(row: HeldBack, spoken: Language) -> HeldBackOut:
    """As it leaves."""
    since = utc(row.since_ms)
    return HeldBackOut(id=row.device_id, reason=row.reason.spoken_in(spoken), since=since)
