"""What runs by the clock. Every job is level-triggered: late, twice or once too often does no harm."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from apscheduler.schedulers.background import BackgroundScheduler

from controller.alerts.jobs import tend
from controller.broker.service import apply_logins
from controller.bulletins.sources import LOOK_EVERY_S
from controller.clock import wall_ms
from controller.db import session_scope
from controller.feeds.jobs import refresh_feeds
from controller.insistence.jobs import repeat_unconfirmed
from controller.keys.service import put_trust
from controller.lexicon.jobs import respeak
from controller.library.workshop import Workshop
from controller.oidc.visits import forget_visits
from controller.originals.jobs import clear_out
from controller.originals.thumbnails import draw_thumbnails
from controller.people.failures import forget_old
from controller.people.sessions import forget_over
from controller.preparation.jobs import prepare_clips
from controller.publishing.jobs import pace_of, republish
from controller.run.house import House
from controller.status.flips import record_flips
from controller.units.jobs import apply_due
from controller.unspoken.jobs import mark_anew
from controller.uploads.jobs import clear_away
from controller.uploads.shelter import shelter_of
from controller.webshots.jobs import refresh_pages
from protocol.timers import CONTROLLER_STATE_S, INSIST_S

DROPPED_S = 60.0
LOGINS_S = 10.0
RESPEAK_S = 5.0
MARKS_S = 2.0
CLIPS_S = 1.0
THUMBNAILS_S = 3.0
CLEAR_OUT_S = 6 * 60 * 60.0
CLEAR_UPLOADS_S = 10 * 60.0
FORGET_S = 60 * 60.0
UNITS_S = 30.0
TRUST_S = 6 * 60 * 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do again and again; at most one of it runs at a time."""

    name: str
    every_s: float
    work: Callable[[], object]


def jobs_of(house: House) -> tuple[Job, ...]:
    """All jobs of a controller."""
    cadence = house.settings.cadence
    return (
        Job("flush what devices said", cadence.flush_s, house.ingest.flush),
        Job("sign and hand over documents", cadence.outbox_s, house.courier.deliver),
        Job("look for changes of state", cadence.flips_s, lambda: _look_for_flips(house)),
        Job("bring devices in line with what is published", cadence.republish_s, lambda: _republish(house)),
        Job("apply changes of units on their day", UNITS_S, lambda: _apply_units(house)),
        Job("end alerts in time", cadence.alerts_s, lambda: _tend_alerts(house)),
        Job("repeat what is not confirmed", INSIST_S, lambda: repeat_unconfirmed(house.engine)),
        Job("ask feeds for news", LOOK_EVERY_S, lambda: _refresh(house, refresh_feeds)),
        Job("look at web pages anew", LOOK_EVERY_S, lambda: _refresh(house, refresh_pages)),
        Job("say by the lexicon what is published", RESPEAK_S, lambda: _refresh(house, respeak)),
        Job("tell bulletins apart by who hears them", MARKS_S, lambda: mark_anew(house.engine)),
        Job("make clips ready", CLIPS_S, lambda: make_clips_ready(house)),
        Job("draw small pictures of files", THUMBNAILS_S, lambda: _refresh(house, draw_thumbnails)),
        Job("clear out what nothing needs", CLEAR_OUT_S, lambda: clear_out(house.workshop)),
        Job("clear away unfinished uploads", CLEAR_UPLOADS_S, lambda: _clear_uploads(house)),
        Job("tell the time", CONTROLLER_STATE_S, house.link.tell_time),
        Job("tell what was dropped", DROPPED_S, house.ingest.tell_dropped),
        Job("write the broker's logins", LOGINS_S, lambda: apply_logins(house.engine, house.settings)),
        Job("forget what is over of signing in", FORGET_S, lambda: _forget(house)),
        Job("renew the trust list", TRUST_S, lambda: _renew_trust(house)),
    )


def scheduler_of(house: House) -> BackgroundScheduler:
    """A scheduler with all jobs, not started. A run that is due while the one before still works is left out."""
    scheduler = BackgroundScheduler(timezone="UTC")
    for job in jobs_of(house):
        scheduler.add_job(
            job.work,
            "interval",
            seconds=job.every_s,
            name=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    return scheduler


def _look_for_flips(house: House) -> None:
    with session_scope(house.engine) as session:
        flips = record_flips(session, wall_ms())
    if flips:
        house.bus.publish("devices")


def _republish(house: House) -> None:
    if republish(house.workshop, pace_of(house.settings)):
        house.bus.publish("bulletins")
        house.bus.publish("devices")


def _apply_units(house: House) -> None:
    if apply_due(house.engine, house.settings.time_zone):
        house.bus.publish("devices")
        house.bus.publish("bulletins")


def _refresh(house: House, ask: Callable[[Workshop], int]) -> None:
    if ask(house.workshop):
        house.bus.publish("bulletins")


class Closing(Exception):
    """The process is to end."""


def make_clips_ready(house: House) -> None:
    """Goes on until all are ready or the house closes."""

    def tell() -> None:
        if house.closing.is_set():
            raise Closing
        house.bus.publish("bulletins")

    with suppress(Closing):
        prepare_clips(house.workshop, tell, lambda: _republish(house))


def _clear_uploads(house: House) -> None:
    clear_away(house.engine, shelter_of(house.settings))


def _tend_alerts(house: House) -> None:
    if tend(house.workshop):
        house.bus.publish("alerts")


def _renew_trust(house: House) -> None:
    with session_scope(house.engine) as session:
        put_trust(session, house.courier.keyring, wall_ms())


def _forget(house: House) -> None:
    with session_scope(house.engine) as session:
        forget_over(session, wall_ms())
        forget_old(session, wall_ms())
        forget_visits(session, wall_ms())
