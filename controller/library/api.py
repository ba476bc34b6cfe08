"""``GET /media/{sha256}``: content by its hash, to devices by their proof and to people by their session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import FileResponse

from controller.db import session_scope
from controller.library.deps import reader
from controller.library.service import find
from controller.library.store import store_of
from controller.web.deps import AppSettings
from protocol.ids import Sha256

router = APIRouter()
FOR_EVER_S = 365 * 24 * 3600


@router.get("/media/{sha256}")
@router.head("/media/{sha256}")
def media(
    request: Request,
    settings: AppSettings,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    _reader: Annotated[None, Depends(reader)],
) -> Response:
    """The whole file, or the range asked for (RFC 9110 section 14), so that a broken download goes on."""
    with session_scope(request.app.state.engine, writes=False) as session:
        media_type = find(session, sha256).media_type
    headers = {"ETag": f'"{sha256}"', "Cache-Control": f"private, max-age={FOR_EVER_S}, immutable"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(store_of(settings).path_of(Sha256(sha256)), media_type=media_type, headers=headers)
