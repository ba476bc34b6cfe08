"""Stations over HTTP: published, and tried beforehand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form

from controller.bulletins.announcing import Announcing
from controller.bulletins.schemas import PublishedOut
from controller.library.deps import Making, WriterAside
from controller.stations.jobs import LineIn, publish_station
from controller.stations.schemas import LineInForm, StationForm, TriedOut, TryIn, tried_out
from controller.stations.sent import fallback_in, station_in
from controller.stations.trial import try_station
from controller.web.deps import AppSettings, Spoken

router = APIRouter(prefix="/api/v1", tags=["contents"])


@router.post("/contents/station", status_code=201)
def publish(
    workshop: Making,
    actor: WriterAside,
    settings: AppSettings,
    announcing: Announcing,
    form: Annotated[StationForm, Form(media_type="multipart/form-data")],
) -> PublishedOut:
    """Publishes a station, and tells the devices at once."""
    options = form.options(settings.time_zone)
    with station_in(form.url, form.minutes, form.fallback, form.fallback_content) as station:
        content = publish_station(workshop, actor, station, form.unit_id, options)
    return announcing.told([content])


@router.post("/contents/line-in", status_code=201)
def publish_line_in(
    workshop: Making,
    actor: WriterAside,
    settings: AppSettings,
    announcing: Announcing,
    form: Annotated[LineInForm, Form(media_type="multipart/form-data")],
) -> PublishedOut:
    """Publishes a sound input of the devices that have it, and tells the devices at once."""
    options = form.options(settings.time_zone)
    with fallback_in(form.fallback, form.fallback_content) as fallback:
        line_in = LineIn(form.input, form.minutes, fallback)
        content = publish_station(workshop, actor, line_in, form.unit_id, options)
    return announcing.told([content])


@router.post("/stations/try")
def try_it(workshop: Making, _actor: WriterAside, language: Spoken, asked: TryIn) -> TriedOut:
    """Listens to a station for some seconds and tells what was heard, or why nothing was."""
    answer = try_station(asked.url, private_too=workshop.sources.private_addresses)
    return tried_out(answer, language)
