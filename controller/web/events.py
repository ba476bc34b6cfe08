"""``GET /events``: the stream that tells open pages what changed (Server-Sent Events, WHATWG HTML 9.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from controller.people.deps import require
from controller.web.bus import Bus
from controller.web.deps import EventBus

router = APIRouter()
BEAT_S = 15.0
"""A comment is sent this often, so that proxies keep the stream and a gone browser is noticed."""
STREAM_S = 300.0
"""A stream ends after this; the browser opens a new one and is asked again who it is."""
GAP_S = 1.0
"""At most one message in this time to one browser; what comes meanwhile is joined and never lost."""


@router.get("/events", dependencies=[Depends(require("see"))])
async def events(bus: EventBus) -> StreamingResponse:
    """Names of what changed, one event each. ``hello`` comes first: whatever was missed before, fetch it now."""
    return StreamingResponse(_stream(bus), media_type="text/event-stream")


async def _stream(bus: Bus) -> AsyncIterator[str]:
    listener = bus.open()
    ends_at = asyncio.get_running_loop().time() + STREAM_S
    try:
        yield _event("hello")
        while asyncio.get_running_loop().time() < ends_at:
            names = await listener.take(BEAT_S)
            yield "".join(_event(name) for name in names) or ": beat\n\n"
            await asyncio.sleep(GAP_S)
    finally:
        bus.close(listener)


def _event(name: str) -> str:
    return f"event: {name}\ndata: {name}\n\n"
