"""What a show is made of on one size of board: its file, its name in a cache, and until when it was meant to stand."""

from __future__ import annotations

from typing import NamedTuple

from protocol.errors import NotFound
from protocol.ids import EpochMs
from protocol.manifest import AudioItem, Blob, BulletinItem, PageSet, PictureItem, Rendition, VideoItem
from protocol.programme_types import ShowItem
from protocol.words import Words


class Size(NamedTuple):
    """Of the whole shown picture."""

    width_px: int
    height_px: int


class Content(NamedTuple):
    """One picture's worth of content, by hash; equal content needs drawing once."""

    sha256: str
    page: int


def blob_of(show: ShowItem, size: Size) -> Blob:
    """The file prepared for boards of ``size``; raises NotFound when there is none."""
    return _prepared(show, size).blob


def content_of(show: ShowItem, size: Size) -> Content:
    """The name of what is to be drawn."""
    try:
        return Content(blob_of(show, size).sha256, show.page)
    except NotFound:
        return Content(f"unprepared {show.item.id}", show.page)


def planned_end_ms(show: ShowItem, size: Size) -> EpochMs:
    """When ``show`` is over if nothing cuts it."""
    return EpochMs(show.began_at_ms + _planned_length_ms(show, size))


def _planned_length_ms(show: ShowItem, size: Size) -> int:
    match show.item:
        case PictureItem(duration_ms=duration) | VideoItem(duration_ms=duration) | AudioItem(duration_ms=duration):
            return duration
        case BulletinItem(pages=pages):
            fitting = (one for one in pages if (one.width_px, one.height_px) == size)
            return next((one.durations_ms[show.page] for one in fitting), 0)


def _prepared(show: ShowItem, size: Size) -> PageSet | Rendition:
    for one in _choices(show):
        if (one.width_px, one.height_px) == size:
            return one
    raise NotFound(
        Words(
            f"“{show.item.title}” không có bản cho màn hình {size.width_px}×{size.height_px}.",
            f"{show.item.title!r} was not prepared for a screen of {size.width_px}x{size.height_px}.",
        ),
        Words("Xuất bản lại cho cỡ màn hình này.", "Publish it again for this size of screen."),
    )


def _choices(show: ShowItem) -> tuple[PageSet | Rendition, ...]:
    match show.item:
        case BulletinItem(pages=pages):
            return pages
        case PictureItem(renditions=renditions) | VideoItem(renditions=renditions):
            return renditions
        case AudioItem():
            return ()
