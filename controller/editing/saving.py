"""What a form of any kind says, written in the place of the content that it edits."""

from __future__ import annotations

from typing import assert_never

from controller.bulletins.draft import Options
from controller.bulletins.form import BulletinForm
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.kind_forms import CardsForm, CountdownForm, FeedForm, LineInForm, QrForm, StationForm, WebForm
from controller.bulletins.models import Content
from controller.bulletins.uploads import on_disk
from controller.feeds.jobs import FeedAddress, publish_feed
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.stations.jobs import LineIn, Station, publish_station
from controller.webshots.jobs import WebAddress, publish_web

AnyForm = BulletinForm | CountdownForm | CardsForm | QrForm | FeedForm | WebForm | StationForm | LineInForm
"""Of every kind."""


def save(workshop: Workshop, actor: Actor, form: AnyForm, options: Options) -> Content:
    """Raises what the doors of its kind raise, and :class:`Conflict` when it changed since it was looked at."""
    unit_id = form.unit_id
    match form:
        case BulletinForm():
            with on_disk(form.sent()) as uploads:
                return publish_files(workshop, actor, uploads, unit_id, options)[0]
        case CountdownForm():
            return publish_written(workshop, actor, form.written(workshop.time_zone), unit_id, options)
        case CardsForm() | QrForm():
            return publish_written(workshop, actor, form.written(), unit_id, options)
        case FeedForm():
            return publish_feed(workshop, actor, FeedAddress(form.url, form.most), unit_id, options)
        case WebForm():
            return publish_web(workshop, actor, WebAddress(form.url, form.every_min), unit_id, options)
        case StationForm():
            station = Station(form.url, form.minutes, form.fallback_content or None)
            return publish_station(workshop, actor, station, unit_id, options)
        case LineInForm():
            line_in = LineIn(form.input, form.minutes, form.fallback_content or None)
            return publish_station(workshop, actor, line_in, unit_id, options)
    assert_never(form)
