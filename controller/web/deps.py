"""What routes ask for: a database session which is committed before the answer is sent, settings, the bus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.settings import Settings
from controller.web.bus import Bus
from protocol.words import Language

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def _session(request: Request) -> Iterator[Session]:
    with session_scope(request.app.state.engine, writes=request.method not in READING) as session:
        yield session


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _bus(request: Request) -> Bus:
    bus: Bus = request.app.state.bus
    return bus


def _language(request: Request) -> Language:
    language: Language = request.state.language
    return language


def _today(settings: Annotated[Settings, Depends(_settings)]) -> date:
    return day_of(wall_ms(), settings.time_zone)


async def _raw_body(request: Request) -> bytes:
    return await request.body()


Db = Annotated[Session, Depends(_session, scope="function")]
RawBody = Annotated[bytes, Depends(_raw_body)]
"""The body as it came; its length has its bound in :mod:`controller.web.doors`."""
AppSettings = Annotated[Settings, Depends(_settings)]
EventBus = Annotated[Bus, Depends(_bus)]
Today = Annotated[date, Depends(_today)]
"""The day of the province."""
Spoken = Annotated[Language, Depends(_language)]
"""The language of this answer: ``vi`` or ``en``."""
