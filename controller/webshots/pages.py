"""The panel's form of a web page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from controller.bulletins.desk import AtDesk
from controller.bulletins.draft import Options
from controller.bulletins.kind_forms import WebForm
from controller.bulletins.models import Content
from controller.webshots.jobs import WebAddress, publish_web

router = APIRouter()


@router.post("/bulletins/new/web")
def publish(desk: AtDesk, form: Annotated[WebForm, Form()]) -> Response:
    """Publishes pictures of a web page, to be taken anew again and again."""

    def make(options: Options) -> list[Content]:
        address = WebAddress(form.url.strip(), form.every_min)
        return [publish_web(desk.workshop, desk.actor, address, form.unit_id, options)]

    return desk.take("web", form, make)
