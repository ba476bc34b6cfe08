"""How a screen is arranged: a layout worked out for the board's size, as far as the contents are ready for it. Pure.

Beside the main zone stands what fills a screen when nothing else is on: contents of the class ``filler`` that stand
still. It is one mark for both, and never news that somebody waits for in the main zone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from controller.publishing.setting import BoardSetting
from media.board import TEMPLATES, Look, arranged, sketched
from media.text import Geometry
from protocol.errors import InvalidInput
from protocol.layouts import Arrangement, Layout, MainZone, Room, SideZone
from protocol.manifest import (
    AudioItem,
    BulletinItem,
    CountdownItem,
    DocumentItem,
    Item,
    LineInItem,
    PageSet,
    PictureItem,
    SequenceItem,
    StreamItem,
    VideoItem,
)

STANDARD = "standard"
SIDE_PLAYLIST = "side-screen"


def arrangement_for(setting: BoardSetting, geometry: Geometry, *, with_side: bool) -> Arrangement | None:
    """The zones of boards of this geometry; None is the standard arrangement.

    So it is too where the layout lacks what it needs: something for its side, a QR code, a second language; and where
    one that people drew has a zone that would be too small on such a board.
    """
    name = setting.layout or STANDARD
    is_known = name in TEMPLATES or setting.sketch is not None
    if not is_known or (name == STANDARD and not setting.ticker_languages):
        return None
    qr = (setting.qr_payload, setting.qr_caption or "") if setting.qr_payload else None
    side, languages = SIDE_PLAYLIST if with_side else None, setting.ticker_languages or ()
    try:
        if setting.sketch is not None:
            return sketched(Look.of(geometry), setting.sketch, side_playlist_id=side, qr=qr, ticker_languages=languages)
        return arranged(Look.of(geometry), name, side_playlist_id=side, qr=qr, ticker_languages=languages)
    except InvalidInput:
        return None


def staged(
    setting: BoardSetting, geometry: Geometry, items: Sequence[Item], fillers: Sequence[Item]
) -> Arrangement | None:
    """The arrangement in which nothing of ``items`` is lost; None is the standard one.

    A template takes force when every bulletin has its pages for the main zone, not before; it has a side zone when one
    of ``fillers`` can stand in it.
    """
    with_side = arrangement_for(setting, geometry, with_side=True)
    if with_side is None or not fit_for_side(with_side, fillers):
        with_side = arrangement_for(setting, geometry, with_side=False)
    return with_side if with_side is not None and _loses_nothing(with_side, items) else None


def layout_of(setting: BoardSetting, arrangement: Arrangement | None) -> Layout | None:
    """The arrangement under the name of its template, or the id of what was drawn."""
    return Layout(id=setting.layout or STANDARD, arrangements=(arrangement,)) if arrangement else None


def rooms_of(arrangement: Arrangement) -> tuple[Room, ...]:
    """The sizes of its zones in which bulletins stand."""
    return tuple(zone.room for zone in arrangement.zones if isinstance(zone, MainZone | SideZone))


def fit_for_side(arrangement: Arrangement, fillers: Sequence[Item]) -> tuple[str, ...]:
    """The ids of those of ``fillers`` that can stand in a side zone; none without such a zone."""
    rooms = {zone.room for zone in arrangement.zones if isinstance(zone, SideZone)}
    return tuple(item.id for item in fillers if any(_stands_in(item, room) for room in rooms))


def for_rooms(item: Item, arrangement: Arrangement | None) -> Item:
    """The item with only those of its page sets that are ever shown in this arrangement."""
    if not isinstance(item, BulletinItem):
        return item
    rooms = set[Room | None](rooms_of(arrangement)) if arrangement else {None}
    kept = (one for one in item.pages if one.room_px in (rooms if not item.full_screen else {_whole(one)}))
    return replace(item, pages=tuple(kept))


def _loses_nothing(arrangement: Arrangement, items: Sequence[Item]) -> bool:
    """Whether every bulletin that stands in the standard main zone stands in this one too."""
    texts = (item for item in items if isinstance(item, BulletinItem) and not item.full_screen)
    return all(_has_pages(text, arrangement.main.room) for text in texts if _has_pages(text, None))


def _stands_in(item: Item, room: Room) -> bool:
    match item:
        case AudioItem() | SequenceItem() | StreamItem() | LineInItem() | VideoItem():
            return False
        case BulletinItem():
            return not item.full_screen and _has_pages(item, room)
        case PictureItem():
            return not item.full_screen and bool(item.renditions)
        case DocumentItem():
            return not item.full_screen and bool(item.pages)
        case CountdownItem():
            return not item.full_screen


def _has_pages(text: BulletinItem, room: Room | None) -> bool:
    return any(one.room_px == room for one in text.pages)


def _whole(pages: PageSet) -> Room:
    return pages.width_px, pages.height_px
