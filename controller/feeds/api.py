"""Feeds over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from controller.bulletins.announcing import Announcing
from controller.bulletins.schemas import HowIn, PublishedOut
from controller.feeds.jobs import MOST_HEADLINES, FeedAddress, publish_feed
from controller.feeds.reach import URL_LETTERS
from controller.library.deps import Making, WriterAside
from controller.web.deps import AppSettings

router = APIRouter(prefix="/api/v1/contents", tags=["contents"])


class FeedIn(HowIn):
    """A feed by its address, under ``title`` or its own."""

    url: Annotated[str, Field(max_length=URL_LETTERS)]
    most: Annotated[int, Field(ge=1, le=MOST_HEADLINES)] = 8
    """How many of its headlines."""


@router.post("/feed", status_code=201)
def publish(
    workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing, asked: FeedIn
) -> PublishedOut:
    """Publishes the headlines of a feed, to be kept up to date."""
    options = asked.options(settings.time_zone)
    feed = FeedAddress(asked.url, asked.most)
    return announcing.told([publish_feed(workshop, actor, feed, asked.unit_id, options)])
