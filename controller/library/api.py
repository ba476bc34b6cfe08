"""``GET /media/{sha256}``: content by its hash, to devices by their proof and to people by their session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse

from controller.db import session_scope
from controller.library.deps import reader
from controller.library.models import MediaObject
from controller.library.ranges import Span, Unsatisfiable, span_of
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
    """The whole file, or the range asked for (RFC 9110 section 14), so that a broken download goes on.

    It is streamed from wherever the store is: devices know this host alone (ADR 3), so nothing redirects them.
    """
    with session_scope(request.app.state.engine, writes=False) as session:
        row = find(session, sha256)
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": f"private, max-age={FOR_EVER_S}, immutable",
        "Accept-Ranges": "bytes",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    try:
        span = _asked_span(request, row, headers["ETag"])
    except Unsatisfiable:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{row.size_bytes}"})
    status, (first, past) = (206, span) if span else (200, Span(0, row.size_bytes))
    headers["Content-Length"] = str(past - first)
    if span:
        headers["Content-Range"] = f"bytes {first}-{past - 1}/{row.size_bytes}"
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=row.media_type)
    content = store_of(settings).read(Sha256(sha256), first, past)
    return StreamingResponse(content, status_code=status, headers=headers, media_type=row.media_type)


def _asked_span(request: Request, row: MediaObject, etag: str) -> Span | None:
    """Raises :class:`Unsatisfiable`. A range of what the client has of another version would be half of each."""
    if request.headers.get("if-range", etag) != etag:
        return None
    return span_of(request.headers.get("range", ""), row.size_bytes)
