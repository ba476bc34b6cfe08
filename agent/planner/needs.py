"""Which content of a manifest one board needs: its own size, its own languages, and sound only where there is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from protocol.alert import Alert
from protocol.manifest import (
    AudioItem,
    Blob,
    BulletinItem,
    DocumentItem,
    Item,
    LineInItem,
    Manifest,
    PictureItem,
    StreamItem,
    VideoItem,
)
from protocol.programme_types import Board


def needs(manifest: Manifest, board: Board) -> tuple[Blob, ...]:
    """Every blob ``board`` needs before ``manifest`` may be played, in the order of the items, each once."""
    return _each_once(blob for item in manifest.items for blob in _of_item(item, board))


def alert_needs(alerts: Iterable[Alert], board: Board) -> tuple[Blob, ...]:
    """Speech prepared for ``alerts``: wanted first, but never waited for, as the device has a voice of its own."""
    if not board.has_sound:
        return ()
    return _each_once(text.speech.blob for alert in alerts for text in alert.texts if text.speech)


def _of_item(item: Item, board: Board) -> Iterator[Blob]:
    match item:
        case PictureItem(renditions=renditions) | VideoItem(renditions=renditions):
            yield from (one.blob for one in renditions if (one.width_px, one.height_px) == board.size)
        case DocumentItem(pages=sets):
            yield from (blob for one in sets if (one.width_px, one.height_px) == board.size for blob in one.blobs)
        case BulletinItem():
            yield from _of_bulletin(item, board)
        case AudioItem(blob=blob) if board.has_sound:
            yield blob
        case StreamItem(fallback=Blob() as blob) if board.has_sound:
            yield blob
        case LineInItem(fallback=Blob() as blob) if item.input in board.inputs:
            yield blob
        case _:
            return


def _of_bulletin(item: BulletinItem, board: Board) -> Iterator[Blob]:
    yield from (one.blob for one in item.pages if (one.width_px, one.height_px) == board.size)
    if board.has_sound:
        yield from (one.blob for one in item.speech if one.language in board.languages)


def _each_once(blobs: Iterable[Blob]) -> tuple[Blob, ...]:
    return tuple({blob.sha256: blob for blob in blobs}.values())
