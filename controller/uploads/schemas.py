"""Uploads over HTTP."""

from __future__ import annotations

from pydantic import BaseModel

from controller.uploads.models import Arrival


class UploadOut(BaseModel):
    """A file on its way in."""

    id: str
    name: str
    size_bytes: int
    offset: int
    """How much of it is here; with ``size_bytes`` it may be published."""
    expires_at_ms: int


def upload_out(arrival: Arrival, offset: int) -> UploadOut:
    """A file on its way in, as it leaves."""
    return UploadOut(
        id=arrival.id,
        name=arrival.name,
        size_bytes=arrival.size_bytes,
        offset=offset,
        expires_at_ms=arrival.expires_at_ms,
    )
