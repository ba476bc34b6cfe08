"""A station as forms send it, for panel and programs alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import UploadFile

from controller.bulletins.draft import Upload
from controller.bulletins.uploads import on_disk
from controller.stations.jobs import Station


@contextmanager
def station_in(url: str, minutes: int, fallback: UploadFile | None, content_id: str) -> Iterator[Station]:
    """The station with its fallback's file on disk."""
    with fallback_in(fallback, content_id) as heard:
        yield Station(url, minutes, heard)


@contextmanager
def fallback_in(fallback: UploadFile | None, content_id: str) -> Iterator[Upload | str | None]:
    """The file on disk, which goes before the id of a recording."""
    files = [fallback] if fallback is not None and fallback.filename else []
    with on_disk(files) as uploads:
        yield uploads[0] if uploads else content_id or None
