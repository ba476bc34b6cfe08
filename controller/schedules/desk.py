"""Where schedules are changed over HTTP: one transaction, then devices and panels are told at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends
from sqlmodel import Session

from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.publishing.jobs import pace_of, republish
from controller.settings import Settings
from controller.web.bus import Bus
from controller.web.deps import AppSettings, EventBus

T = TypeVar("T")


class Desk:
    """Somebody who may change schedules, and all it takes."""

    def __init__(self, workshop: Workshop, actor: Actor, settings: Settings, bus: Bus) -> None:
        self.workshop, self.actor, self._settings, self._bus = workshop, actor, settings, bus
        self.time_zone = settings.time_zone

    @property
    def today(self) -> date:
        """Where the boards stand."""
        return day_of(wall_ms(), self.time_zone)

    def read(self, work: Callable[[Session], T]) -> T:
        """What ``work`` finds."""
        with session_scope(self.workshop.engine, writes=False) as session:
            return work(session)

    def change(self, work: Callable[[Session], T]) -> tuple[T, int]:
        """What ``work`` answers once it is committed, and how many devices were told something new."""
        with session_scope(self.workshop.engine) as session:
            done = work(session)
        told = republish(self.workshop, pace_of(self._settings))
        self._bus.publish("devices")
        return done, told


def _desk(workshop: Making, actor: PublisherAside, settings: AppSettings, bus: EventBus) -> Desk:
    return Desk(workshop, actor, settings, bus)


AtDesk = Annotated[Desk, Depends(_desk)]
