"""The panel's forms of a station and of a sound input, and the part of it that tells what was heard there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field

from controller.bulletins.desk import AtDesk
from controller.bulletins.draft import Options
from controller.bulletins.kind_forms import LineInForm, StationForm
from controller.bulletins.models import Content
from controller.library.deps import Making, WriterAside
from controller.stations.answers import Heard
from controller.stations.jobs import LineIn, publish_station
from controller.stations.sent import fallback_in, station_in
from controller.stations.trial import try_station
from controller.web.panel import page

router = APIRouter()


class TryForm(BaseModel):
    """The address as typed so far."""

    url: Annotated[str, Field(max_length=2_000)] = ""


@router.post("/bulletins/new/station")
def publish(desk: AtDesk, form: Annotated[StationForm, Form(media_type="multipart/form-data")]) -> Response:
    """Publishes a station."""

    def make(options: Options) -> list[Content]:
        with station_in(form.url, form.minutes, form.fallback, form.fallback_content) as station:
            return [publish_station(desk.workshop, desk.actor, station, form.unit_id, options)]

    return desk.take("station", form, make)


@router.post("/bulletins/new/line-in")
def publish_line_in(desk: AtDesk, form: Annotated[LineInForm, Form(media_type="multipart/form-data")]) -> Response:
    """Publishes a sound input of the devices that have it."""

    def make(options: Options) -> list[Content]:
        with fallback_in(form.fallback, form.fallback_content) as fallback:
            line_in = LineIn(form.input.strip(), form.minutes, fallback)
            return [publish_station(desk.workshop, desk.actor, line_in, form.unit_id, options)]

    return desk.take("line-in", form, make)


@router.post("/stations/try")
def try_it(request: Request, workshop: Making, _actor: WriterAside, form: Annotated[TryForm, Form()]) -> Response:
    """Listens to a station for some seconds and tells what was heard, or why nothing was."""
    answer = try_station(form.url, private_too=workshop.sources.private_addresses)
    heard = answer if isinstance(answer, Heard) else None
    return page(request, "stations/tried.html", heard=heard, unfit=None if heard else answer)
