"""Uploads that go on after a break: the core of tus 1.0.0 with creation, termination, expiration and checksums."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from controller.uploads import tus
from controller.uploads.deps import AtReception
from controller.uploads.models import Arrival
from controller.uploads.receiving import Reception
from controller.uploads.schemas import UploadOut, upload_out
from controller.web.errors import answer_to
from controller.web.wire import refused
from protocol.errors import RaoError
from protocol.ids import EpochMs
from protocol.limits import LIMITS
from protocol.timers import UPLOAD_SILENCE_S

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class TusRoute(APIRoute):
    """Every answer says which version this is, refusals too."""

    def get_route_handler(self) -> Handler:
        """The handler, with the header added."""
        handle = super().get_route_handler()

        async def handle_tus(request: Request) -> Response:
            try:
                answer = await handle(request)
            except (RaoError, HTTPException) as refusal:
                answer = answer_to(request, refusal)
            answer.headers.update(tus.SPOKEN)
            return answer

        return handle_tus


router = APIRouter(prefix="/api/v1/uploads", tags=["uploads"], route_class=TusRoute)
OTHER_VERSION = {412: "Another version of tus than 1.0.0 was asked for."}
NO_PIECE = {
    **OTHER_VERSION,
    415: "The body is no ``application/offset+octet-stream``.",
    tus.CHECKSUM_MISMATCH: "The piece does not sum up to its checksum; nothing of it is kept.",
}
Number = Annotated[str, Header(max_length=20)]
Version = Annotated[str, Header(alias="tus-resumable", description="1.0.0")]


@router.options("", status_code=204)
def options() -> Response:
    """What is offered."""
    return Response(status_code=204, headers=tus.OFFERED)


@router.post("", status_code=201, response_class=Response, responses=refused(OTHER_VERSION))
def begin(
    request: Request,
    reception: AtReception,
    upload_length: Number,
    tus_resumable: Version = "",
    upload_metadata: Annotated[str, Header(max_length=4000)] = "",
) -> Response:
    """Announces a file of this length; its name is ``filename`` in the metadata. Answers where to send it."""
    _check_version(tus_resumable)
    size = tus.number_of("Upload-Length", upload_length)
    if size > LIMITS.media_bytes:
        raise HTTPException(413)
    arrival = reception.begin(tus.name_in(upload_metadata), size)
    return Response(status_code=201, headers={"Location": f"{router.prefix}/{arrival.id}", **_expires(arrival)})


@router.get("")
def list_uploads(reception: AtReception) -> list[UploadOut]:
    """One's own files on their way in, the oldest first."""
    return [upload_out(one, reception.offset_of(one)) for one in reception.all()]


@router.head("/{upload_id}", response_class=Response)
def tell(reception: AtReception, upload_id: str) -> Response:
    """How much of it is here."""
    arrival = reception.find(upload_id)
    headers = {"Upload-Offset": str(reception.offset_of(arrival)), "Upload-Length": str(arrival.size_bytes)}
    return Response(headers={**headers, "Cache-Control": "no-store", **_expires(arrival)})


@router.patch("/{upload_id}", status_code=204, response_class=Response, responses=refused(NO_PIECE))
async def append(
    request: Request,
    reception: AtReception,
    upload_id: str,
    upload_offset: Number,
    content_type: Annotated[str, Header()],
    tus_resumable: Version = "",
    upload_checksum: Annotated[str, Header(max_length=100)] = "",
) -> Response:
    """The next piece, as the body. What came of it before the line broke is kept, unless it has a checksum."""
    _check_version(tus_resumable)
    if content_type != tus.PIECE:
        raise HTTPException(415)
    offset, checksum = tus.number_of("Upload-Offset", upload_offset), tus.checksum_in(upload_checksum)
    arrival = await run_in_threadpool(reception.find, upload_id)
    await _receive(request, reception, arrival, offset, checksum)
    now = await run_in_threadpool(reception.look, arrival, offset)
    arrival = await run_in_threadpool(reception.find, upload_id)
    return Response(status_code=204, headers={"Upload-Offset": str(now), **_expires(arrival)})


@router.delete("/{upload_id}", status_code=204)
def give_up(reception: AtReception, upload_id: str) -> Response:
    """It is not wanted any more."""
    reception.give_up(reception.find(upload_id))
    return Response(status_code=204)


async def _receive(
    request: Request, reception: Reception, arrival: Arrival, offset: int, checksum: tus.Checksum | None
) -> None:
    digest = tus.DIGESTS[checksum.algorithm]() if checksum else None
    with ExitStack() as stack:
        piece = await run_in_threadpool(stack.enter_context, reception.piece(arrival, offset))
        try:
            async for chunk in _patiently(request):
                if digest:
                    digest.update(chunk)
                await run_in_threadpool(piece.write, chunk)
        finally:
            if digest and checksum and digest.digest() != checksum.digest:
                piece.take_back()
                raise HTTPException(tus.CHECKSUM_MISMATCH)
        await run_in_threadpool(stack.close)


async def _patiently(request: Request) -> AsyncIterator[bytes]:
    """The body, until it ends, the line breaks or nothing comes for too long: a dead line must not keep the file."""
    chunks = aiter(request.stream())
    while True:
        try:
            yield await asyncio.wait_for(anext(chunks), UPLOAD_SILENCE_S)
        except (StopAsyncIteration, ClientDisconnect, TimeoutError):
            return


def _check_version(told: str) -> None:
    if told != tus.VERSION:
        raise HTTPException(412)


def _expires(arrival: Arrival) -> dict[str, str]:
    return tus.expires(EpochMs(arrival.expires_at_ms))
