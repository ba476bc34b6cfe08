"""The panel's form of a feed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from controller.bulletins.desk import AtDesk
from controller.bulletins.draft import Options
from controller.bulletins.kind_forms import FeedForm
from controller.bulletins.models import Content
from controller.feeds.jobs import FeedAddress, publish_feed

router = APIRouter()


@router.post("/bulletins/new/feed")
def publish(desk: AtDesk, form: Annotated[FeedForm, Form()]) -> Response:
    """Publishes the headlines of a feed, to be kept up to date."""

    def make(options: Options) -> list[Content]:
        feed = FeedAddress(form.url.strip(), form.most)
        return [publish_feed(desk.workshop, desk.actor, feed, form.unit_id, options)]

    return desk.take("feed", form, make)
