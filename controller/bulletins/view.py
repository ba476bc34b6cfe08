"""A content as the panel shows it: a picture of every page on every size of board, and what loudspeakers say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from controller.bulletins.boards import geometries_in_use, name_of
from controller.bulletins.items import item_of, renditions_of
from controller.bulletins.models import Content
from controller.library.service import blob_of, find
from controller.library.sound_files import mp3_of
from controller.library.store import Store
from controller.units.service import get_unit
from media.board import Look
from media.frame import Painter, Setting, frame_of
from media.picture import encode_webp
from media.text import Geometry
from protocol.errors import NotFound
from protocol.ids import EpochMs, Sha256
from protocol.layouts import Ticker, whole_picture
from protocol.manifest import Blob
from protocol.programme_types import Programme, ShowItem
from protocol.words import Words

NO_PICTURE = NotFound(
    Words("Không có trang này cho cỡ bảng đó.", "There is no such page for that size of board."),
    Words("Mở lại trang của bản tin.", "Open the page of the bulletin again."),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A content on one size of board."""

    name: str
    geometry: Geometry
    pages: int


def shown_on(session: Session, content: Content) -> tuple[Shown, ...]:
    """Every size of board in use for which the content is prepared, the widest first."""
    counted = [(one, _pages(session, content, one)) for one in geometries_in_use(session)]
    found = [Shown(name_of(geometry), geometry, pages) for geometry, pages in counted if pages]
    return tuple(sorted(found, key=lambda shown: -shown.geometry.width_px))


def _pages(session: Session, content: Content, geometry: Geometry) -> int:
    """How many pages a board shows of it; 0 when it is not prepared for that."""
    if content.kind == "countdown":
        return 1
    room = (geometry.width_px, geometry.height_px) if content.full_screen else (None, None)
    rows = renditions_of(session, content.id, geometry)
    shown = (row for row in rows if (row.room_width_px, row.room_height_px) == room)
    return max((max(1, len(json.loads(row.page_durations_ms))) for row in shown), default=0)


class Sound(NamedTuple):
    """A recording as loudspeakers get it, and the same as MP3."""

    opus: Blob
    mp3: Blob | None


def sound_of(session: Session, content: Content) -> Sound | None:
    """What loudspeakers play of a content that is sound only."""
    if content.sound_sha256 is None:
        return None
    return Sound(blob_of(find(session, content.sound_sha256)), mp3_of(session, content.sound_sha256))


def picture(
    session: Session, store: Store, content: Content, board: str, page: int, now_ms: EpochMs, time_zone: str
) -> bytes:
    """The WebP of one page (of a clip: its middle) as that board shows it now; raises :class:`NotFound`."""
    shown = next((one for one in shown_on(session, content) if one.name == board), None)
    if shown is None or page not in range(shown.pages):
        raise NO_PICTURE
    show = _show(session, content, shown.geometry, page, now_ms)
    programme = Programme(screen=show, sound=None, tickers=_tickers(content), until_ms=now_ms)
    setting = Setting(get_unit(session, content.unit_id).name, time_zone)
    return encode_webp(frame_of(Painter(Look.of(shown.geometry), _paths(store)), programme, setting, now_ms))


def _show(session: Session, content: Content, geometry: Geometry, page: int, now_ms: EpochMs) -> ShowItem:
    """As the programme would have it, in the middle of a clip; full screen when it is to be."""
    whole = whole_picture((geometry.width_px, geometry.height_px)) if content.full_screen else None
    return ShowItem(
        item=item_of(session, content, geometry),
        slot_id="",
        page=page,
        began_at_ms=EpochMs(now_ms - content.duration_ms // 2),
        arrangement=whole,
        room=whole.main.room if whole else None,
    )


def _tickers(content: Content) -> tuple[Ticker, ...]:
    return (Ticker(text=content.ticker, language=content.language),) if content.ticker else ()


def _paths(store: Store) -> Callable[[str], Path | None]:
    """Where a painter finds files."""

    def path_of(sha256: str) -> Path | None:
        try:
            return store.path_of(Sha256(sha256))
        except NotFound:
            return None

    return path_of
