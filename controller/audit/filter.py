"""The filter of the trail as it comes with an address: days are the province's, both included."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Query
from pydantic import BeforeValidator

from controller.audit.service import Wanted
from controller.web.deps import AppSettings
from protocol.ids import EpochMs

Day = Annotated[date | None, BeforeValidator(lambda given: given or None), Query()]
"""A field that was left empty is no day."""


def _filter(
    settings: AppSettings,
    person: Annotated[str, Query(max_length=64)] = "",
    unit: Annotated[str, Query(max_length=32)] = "",
    kind: Annotated[str, Query(max_length=64)] = "",
    first: Day = None,
    last: Day = None,
) -> Wanted:
    zone = ZoneInfo(settings.time_zone)
    since_ms = _midnight(first, zone) if first else None
    until_ms = _midnight(last + timedelta(days=1), zone) if last and last < date.max else None
    return Wanted(person, unit, kind, since_ms, until_ms)


Filter = Annotated[Wanted, Depends(_filter)]


def _midnight(day: date, zone: ZoneInfo) -> EpochMs:
    return EpochMs(int(datetime.combine(day, time(), zone).timestamp() * 1000))
