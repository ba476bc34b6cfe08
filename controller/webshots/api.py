"""Web pages, as pictures, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from controller.bulletins.announcing import Announcing
from controller.bulletins.schemas import HowIn, PublishedOut
from controller.feeds.reach import URL_LETTERS
from controller.library.deps import Making, WriterAside
from controller.web.deps import AppSettings
from controller.webshots.jobs import LEAST_EVERY_MIN, MOST_EVERY_MIN, WebAddress, publish_web

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


class WebIn(HowIn):
    """A page by its address, under ``title`` or its host's name."""

    url: Annotated[str, Field(max_length=URL_LETTERS)]
    every_min: Annotated[int, Field(ge=LEAST_EVERY_MIN, le=MOST_EVERY_MIN)] = 30
    """How often it is looked at again."""


@router.post("/web", status_code=201)
def publish(
    workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing, asked: WebIn
) -> PublishedOut:
    """Publishes pictures of a web page, to be taken anew again and again."""
    options = asked.options(settings.time_zone)
    page = WebAddress(asked.url, asked.every_min)
    return announcing.told([publish_web(workshop, actor, page, asked.unit_id, options)])
