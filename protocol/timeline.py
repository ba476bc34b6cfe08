"""A playlist as a timeline for one board: what is on after ``elapsed`` milliseconds, for as long as it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from protocol.manifest import BulletinItem, Item, Manifest, PageSet, PictureItem, Playlist, Speech, VideoItem
from protocol.programme_types import Board


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a timeline: a page, a picture, a clip, a speech; ``item`` None is the gap between sounds."""

    duration_ms: int
    item: Item | None
    page: int = 0
    speech: Speech | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a timeline stands: ``element`` began ``into_ms`` ago."""

    element: Element
    into_ms: int


def screen_elements(manifest: Manifest, playlist: Playlist, board: Board) -> tuple[Element, ...]:
    """The steps ``board`` can show; an item that was not prepared for its size is left out."""
    return tuple(step for item in items_of(manifest, playlist) for step in _shown(item, board))


def sound_elements(manifest: Manifest, playlist: Playlist, board: Board) -> tuple[Element, ...]:
    """The steps ``board`` can say or play, each followed by the playlist's gap."""
    gap = (Element(playlist.gap_ms, None),) if playlist.gap_ms else ()
    heard = (_heard(item, board) for item in items_of(manifest, playlist))
    return tuple(step for steps in heard if steps for step in (*steps, *gap))


def items_of(manifest: Manifest, playlist: Playlist) -> tuple[Item, ...]:
    """The playlist's items in order."""
    by_id = {item.id: item for item in manifest.items}
    return tuple(by_id[item_id] for item_id in playlist.item_ids if item_id in by_id)


def position(elements: Sequence[Element], elapsed_ms: int) -> Position | None:
    """Where the repeated timeline stands after ``elapsed_ms``; None for an empty one."""
    total = sum(element.duration_ms for element in elements)
    if total == 0:
        return None
    left = elapsed_ms % total
    for element in elements:
        if left < element.duration_ms:
            return Position(element, left)
        left -= element.duration_ms
    return None


def pages_for(item: BulletinItem, board: Board) -> PageSet | None:
    """The bulletin's pages for this size of board."""
    for pages in item.pages:
        if (pages.width_px, pages.height_px) == (board.width_px, board.height_px):
            return pages
    return None


def _shown(item: Item, board: Board) -> tuple[Element, ...]:
    if isinstance(item, BulletinItem):
        pages = pages_for(item, board)
        return tuple(Element(ms, item, page) for page, ms in enumerate(pages.durations_ms)) if pages else ()
    if isinstance(item, PictureItem | VideoItem) and _fits(item, board):
        return (Element(item.duration_ms, item),)
    return ()


def _fits(item: PictureItem | VideoItem, board: Board) -> bool:
    return any((r.width_px, r.height_px) == (board.width_px, board.height_px) for r in item.renditions)


def _heard(item: Item, board: Board) -> tuple[Element, ...]:
    if isinstance(item, BulletinItem):
        return tuple(
            Element(speech.duration_ms, item, speech=speech)
            for language in board.languages
            for speech in item.speech
            if speech.language == language
        )
    if isinstance(item, PictureItem | VideoItem):
        return ()
    return (Element(item.duration_ms, item),)
