"""The person's files on their way in, for routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from controller.library.deps import WriterAside
from controller.uploads.receiving import Reception
from controller.uploads.shelter import shelter_of


def _reception(request: Request, actor: WriterAside) -> Reception:
    return Reception(request.app.state.engine, shelter_of(request.app.state.settings), actor)


AtReception = Annotated[Reception, Depends(_reception)]
