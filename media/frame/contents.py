"""What a show is made of on one size of board: its file, its name in a cache, and until when it was meant to stand."""

from __future__ import annotations

from typing import NamedTuple

from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.layouts import Room
from protocol.manifest import (
    AudioItem,
    Blob,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    LineInItem,
    PageSet,
    PictureItem,
    SequenceItem,
    StreamItem,
    VideoItem,
)
from protocol.programme_types import ShowItem
from protocol.words import Words


class Content(NamedTuple):
    """One picture's worth of content in a zone of one size; equal content needs drawing once."""

    name: str
    page: int
    room: Room


def blob_of(show: ShowItem, size: Room) -> Blob | None:
    """The file prepared for boards of ``size``; None for what needs none. Raises NotFound when there is none."""
    match show.item:
        case BulletinItem():
            return page_set(show, size).blob
        case DocumentItem(pages=sets):
            blobs = next((one.blobs for one in sets if (one.width_px, one.height_px) == size), ())
            return blobs[show.page] if show.page < len(blobs) else _lacks(show, size)
        case PictureItem(renditions=renditions) | VideoItem(renditions=renditions):
            fitting = (one.blob for one in renditions if (one.width_px, one.height_px) == size)
            return next(fitting, None) or _lacks(show, size)
        case CountdownItem():
            return None
        case AudioItem() | SequenceItem() | StreamItem() | LineInItem():
            return _lacks(show, size)


def page_set(show: ShowItem, size: Room) -> PageSet:
    """The pages of a bulletin laid out for the zone it is shown in; raises NotFound when there are none."""
    if isinstance(show.item, BulletinItem):
        for one in show.item.pages:
            if (one.width_px, one.height_px) == size and one.room_px == show.room:
                return one
    raise _unprepared(show, size)


def content_of(show: ShowItem, size: Room, room: Room) -> Content:
    """The name of what is to be drawn in a zone of ``room``."""
    try:
        blob = blob_of(show, size)
    except NotFound:
        return Content(f"unprepared {show.item.id}", show.page, room)
    return Content(blob.sha256 if blob else f"live {show.item.id}", show.page, room)


def planned_end_ms(show: ShowItem, size: Room) -> EpochMs:
    """When ``show`` is over if nothing cuts it."""
    return EpochMs(show.began_at_ms + _planned_length_ms(show, size))


def _planned_length_ms(show: ShowItem, size: Room) -> int:
    match show.item:
        case BulletinItem():
            try:
                return page_set(show, size).durations_ms[show.page]
            except NotFound:
                return 0
        case DocumentItem(page_ms=length):
            return length
        case SequenceItem():
            return 0
        case item:
            return item.duration_ms


def _lacks(show: ShowItem, size: Room) -> Blob:
    raise _unprepared(show, size)


def _unprepared(show: ShowItem, size: Room) -> NotFound:
    width_px, height_px = size
    return NotFound(
        Words(
            f"“{show.item.title}” không có bản cho màn hình {width_px}×{height_px}.",
            f"{show.item.title!r} was not prepared for a screen of {width_px}x{height_px}.",
        ),
        Words("Xuất bản lại cho cỡ màn hình này.", "Publish it again for this size of screen."),
    )
