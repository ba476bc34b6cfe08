"""Contents over HTTP: publish files, list, withdraw."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from controller.bulletins import service
from controller.bulletins.draft import Options
from controller.bulletins.jobs import publish_files
from controller.bulletins.schemas import ContentOut, PublishedOut, content_out
from controller.bulletins.uploads import MOST_FILES, on_disk
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import Making, PublisherAside
from controller.people.deps import Seer
from controller.publishing.jobs import pace_of, republish
from controller.web.deps import AppSettings, Db, EventBus
from protocol.manifest import SlotClass

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


class PublishForm(BaseModel):
    """The fields of a publication, beside its files."""

    model_config = ConfigDict(extra="forbid")

    unit_id: str
    files: Annotated[list[UploadFile], Field(min_length=1, max_length=MOST_FILES)]
    title: Annotated[str, Field(max_length=200)] = ""
    source: Annotated[str, Field(max_length=200)] = ""
    slot_class: SlotClass = "scheduled"
    first_date: date | None = None
    last_date: date | None = None
    picture_s: Annotated[int, Field(ge=3, le=600)] = 10
    spoken: bool = True

    def options(self, time_zone: str) -> Options:
        """As the domain takes them; without a first day it is today."""
        today = datetime.fromtimestamp(wall_ms() / 1000, ZoneInfo(time_zone)).date()
        return Options(
            first_date=self.first_date or today,
            last_date=self.last_date,
            title=self.title or None,
            source=self.source,
            slot_class=self.slot_class,
            picture_ms=self.picture_s * 1000,
            spoken=self.spoken,
        )


@router.post("", status_code=201)
def publish(
    workshop: Making,
    actor: PublisherAside,
    settings: AppSettings,
    bus: EventBus,
    form: Annotated[PublishForm, Form(media_type="multipart/form-data")],
) -> PublishedOut:
    """Publishes all of the files or none, and tells the devices at once."""
    options = form.options(settings.time_zone)
    with on_disk(form.files) as uploads:
        contents = publish_files(workshop, actor, uploads, form.unit_id, options)
    told = republish(workshop, pace_of(settings))
    bus.publish("bulletins")
    with session_scope(workshop.engine, writes=False) as session:
        return PublishedOut(contents=[content_out(session, one) for one in contents], devices_told=told)


@router.get("")
def list_contents(session: Db, actor: Seer) -> list[ContentOut]:
    """The contents of one's units, the newest first."""
    return [content_out(session, content) for content in service.list_contents(session, actor)]


@router.post("/{content_id}/withdraw")
def withdraw(
    workshop: Making, actor: PublisherAside, settings: AppSettings, bus: EventBus, content_id: str
) -> ContentOut:
    """Takes a content off the air, and tells the devices at once."""
    with session_scope(workshop.engine) as session:
        withdrawn = content_out(session, service.withdraw(session, actor, content_id, wall_ms()))
    republish(workshop, pace_of(settings))
    bus.publish("bulletins")
    return withdrawn
