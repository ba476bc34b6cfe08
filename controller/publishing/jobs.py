"""The level-triggered job that brings what is stated in line with what is published."""

from __future__ import annotations

from controller.bulletins.jobs import render_missing
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing import service
from controller.publishing.service import Pace
from controller.settings import Settings


def republish(workshop: Workshop, pace: Pace) -> int:
    """Renders what is missing, then states anew what each device should be; answers how many documents changed.

    Run it after anything changed and every few seconds besides: whatever was interrupted, the next run completes.
    """
    render_missing(workshop)
    with session_scope(workshop.engine) as session:
        return service.republish(session, workshop.store, pace, wall_ms())


def pace_of(settings: Settings) -> Pace:
    """The controller's own pace."""
    return Pace(settings.cadence.heartbeat_s, settings.cadence.snapshot_s, settings.time_zone)
