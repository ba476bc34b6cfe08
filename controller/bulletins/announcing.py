"""What follows every publication, whatever was published: devices and open panels are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends

from controller.bulletins.models import Content
from controller.bulletins.schemas import PublishedOut, contents_out
from controller.db import session_scope
from controller.held_back.service import reasons_in
from controller.library.deps import Making
from controller.library.workshop import Workshop
from controller.publishing.jobs import pace_of, republish
from controller.settings import Settings
from controller.units.service import subtree_ids
from controller.web.bus import Bus
from controller.web.deps import AppSettings, EventBus, Spoken
from protocol.words import Language


class Announcer:
    """Tells of publications and answers how that went."""

    def __init__(self, workshop: Workshop, settings: Settings, bus: Bus, language: Language) -> None:
        self._workshop, self._settings, self._bus, self._language = workshop, settings, bus, language

    def told(self, contents: Sequence[Content]) -> PublishedOut:
        """The contents as they leave, once all devices are told."""
        devices = republish(self._workshop, pace_of(self._settings))
        self._bus.publish("bulletins")
        with session_scope(self._workshop.engine, writes=False) as session:
            below = frozenset[str]().union(*(subtree_ids(session, one.unit_id) for one in contents))
            return PublishedOut(
                contents=contents_out(session, contents, self._language),
                devices_told=devices,
                held_back=[one.spoken_in(self._language) for one in reasons_in(session, below)],
            )


def _announcer(workshop: Making, settings: AppSettings, bus: EventBus, language: Spoken) -> Announcer:
    return Announcer(workshop, settings, bus, language)


Announcing = Annotated[Announcer, Depends(_announcer)]
