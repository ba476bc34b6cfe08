"""Contents over HTTP: publish files and what has none, list, withdraw."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import Field

from controller.approval.jobs import take_off
from controller.approval.lists import Standing, stands
from controller.bulletins import service
from controller.bulletins.announcing import Announcing
from controller.bulletins.categories import Category
from controller.bulletins.jobs import publish_files, publish_written
from controller.bulletins.schemas import CardsIn, ContentOut, CountdownIn, HowIn, PublishedOut, QrIn, contents_out
from controller.bulletins.uploads import MOST_FILES, nothing_sent, on_disk
from controller.library.deps import Making, PublisherAside, WriterAside
from controller.originals.again import used_again
from controller.people.deps import Seer
from controller.uploads.deps import AtReception
from controller.web.deps import AppSettings, Db, Spoken, Today
from controller.web.paging import MOST, After, Most, cut, link_next

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


class PublishForm(HowIn):
    """The fields of a publication, beside its files."""

    files: Annotated[list[UploadFile], Field(default_factory=list, max_length=MOST_FILES)]
    uploads: Annotated[list[str], Field(default_factory=list, max_length=MOST_FILES)]
    """Files that were brought in pieces (``/api/v1/uploads``)."""
    originals: Annotated[list[str], Field(default_factory=list, max_length=MOST_FILES)]
    """Files of the library (``/api/v1/originals``), used again."""


@router.post("", status_code=201)
def publish(
    workshop: Making,
    actor: WriterAside,
    settings: AppSettings,
    announcing: Announcing,
    reception: AtReception,
    form: Annotated[PublishForm, Form(media_type="multipart/form-data")],
) -> PublishedOut:
    """Publishes all of the files or none, and tells the devices at once."""
    options = form.options(settings.time_zone)
    if not form.files and not form.uploads and not form.originals:
        raise nothing_sent()
    again = used_again(workshop, actor, form.originals)
    with on_disk(form.files) as files, reception.taken(form.uploads) as brought:
        contents = publish_files(workshop, actor, [*files, *brought, *again], form.unit_id, options)
    return announcing.told(contents)


@router.post("/countdown", status_code=201)
def publish_countdown(
    workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing, asked: CountdownIn
) -> PublishedOut:
    """Publishes a countdown."""
    written, options = asked.written(settings.time_zone), asked.options(settings.time_zone)
    return announcing.told([publish_written(workshop, actor, written, asked.unit_id, options)])


@router.post("/cards", status_code=201)
def publish_cards(
    workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing, asked: CardsIn
) -> PublishedOut:
    """Publishes values on cards."""
    options = asked.options(settings.time_zone)
    return announcing.told([publish_written(workshop, actor, asked.written(), asked.unit_id, options)])


@router.post("/qr", status_code=201)
def publish_qr(
    workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing, asked: QrIn
) -> PublishedOut:
    """Publishes a QR code."""
    options = asked.options(settings.time_zone)
    return announcing.told([publish_written(workshop, actor, asked.written(), asked.unit_id, options)])


@router.get("")
def list_contents(
    request: Request,
    response: Response,
    session: Db,
    actor: Seer,
    language: Spoken,
    today: Today,
    after: After = "",
    most: Most = MOST,
    state: Standing | None = None,
    category: Category | None = None,
) -> list[ContentOut]:
    """The contents of one's units that stand so and are about that, the newest first, in pages."""
    chosen = (*([stands(state, today)] if state else ()), *service.about(category))
    contents, last = cut(service.page_of_contents(session, actor, after, most + 1, *chosen), most)
    link_next(request, response, last)
    return contents_out(session, contents, language)


@router.post("/{content_id}/withdraw")
def withdraw(workshop: Making, actor: PublisherAside, announcing: Announcing, content_id: str) -> ContentOut:
    """Takes a content off the air, and tells the devices at once."""
    return announcing.told([take_off(workshop, actor, content_id)]).contents[0]
