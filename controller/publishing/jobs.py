"""The level-triggered job that brings what is stated in line with what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from controller.bulletins.jobs import render_missing
from controller.clock import wall_ms
from controller.db import session_scope
from controller.held_back.service import all_held_back, hold_back
from controller.library.sounds import chime_in
from controller.library.workshop import Workshop
from controller.publishing import service
from controller.publishing.slot_rooms import render_for_slots
from controller.publishing.survey import Due, Pace, look
from controller.publishing.turns import undisturbed
from controller.settings import Settings

AT_A_TIME = 500
"""Documents written in one transaction: whoever else writes waits for no more than these."""


def republish(workshop: Workshop, pace: Pace) -> int:
    """Renders what is missing, then states anew what each device should be; answers how many documents changed.

    Run it after anything changed and every few seconds besides: whatever was interrupted, the next run completes.
    Each device is told all or nothing; one that was not reached, or held back because no device would take what is
    published for it (:mod:`controller.held_back`), keeps what it was told before. An older look never
    overwrites what a newer one stated.
    """
    render_missing(workshop)
    render_for_slots(workshop, pace.day(wall_ms()))
    chime = chime_in(workshop)
    with undisturbed():
        with session_scope(workshop.engine, writes=False) as session:
            found = look(session, workshop.store, pace, chime, wall_ms())
            is_news = found.held_back != all_held_back(session)
        if is_news:
            with session_scope(workshop.engine) as session:
                hold_back(session, found.held_back, wall_ms())
        return sum(_state(workshop, some) for some in _in_parts(found.due))


def pace_of(settings: Settings) -> Pace:
    """The controller's own pace."""
    return Pace(settings.cadence.heartbeat_s, settings.cadence.snapshot_s, settings.time_zone)


def _in_parts(found: Sequence[Due]) -> Iterator[Sequence[Due]]:
    return (found[start : start + AT_A_TIME] for start in range(0, len(found), AT_A_TIME))


def _state(workshop: Workshop, some: Sequence[Due]) -> int:
    with session_scope(workshop.engine) as session:
        return service.state(session, some, wall_ms())
