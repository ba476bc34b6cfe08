"""How a screen is arranged: a layout worked out for the board's size, as far as the contents are ready for it. Pure.

Beside the main zone stands what fills a screen when nothing else is on: contents of the class ``filler`` that stand
still. It is one mark for both, and never news that somebody waits for in the main zone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from controller.publishing.setting import BoardSetting
from media.board import TEMPLATES, Look, Sketch, arranged, sketched
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
    if layout_name(setting) == STANDARD and not setting.ticker_languages:
        return None
    return worked_out(setting, geometry, with_side=with_side)


def worked_out(setting: BoardSetting, geometry: Geometry, *, with_side: bool) -> Arrangement | None:
    """The same, of the standard arrangement too; None where the layout lacks something or is too small."""
    try:
        return _worked_out(setting, geometry, with_side=with_side)
    except InvalidInput:
        return None


def why_not(setting: BoardSetting, geometry: Geometry) -> InvalidInput | None:
    """What keeps boards of this geometry from having the layout even when their side has something to show."""
    try:
        _worked_out(setting, geometry, with_side=True)
    except InvalidInput as refusal:
        return refusal
    return None


def staged(
    setting: BoardSetting, geometry: Geometry, items: Sequence[Item], fillers: Sequence[Item]
) -> Arrangement | None:
    """The arrangement in which nothing of ``items`` is lost; None is the standard one.

    A template takes force when every bulletin has its pages for the main zone, not before; it has a side zone when one
    of ``fillers`` can stand in it.
    """
    return _without_loss(arrangement_for, setting, geometry, items, fillers)


def staged_in_slot(
    setting: BoardSetting, geometry: Geometry, items: Sequence[Item], fillers: Sequence[Item]
) -> Arrangement | None:
    """The same for a slot that plays ``items``; None is: as usual, whatever that is."""
    return _without_loss(worked_out, setting, geometry, items, fillers)


def arranged_as(setting: BoardSetting, layout: str, sketches: Mapping[str, Sketch]) -> BoardSetting:
    """The setting with this layout in the place of its own; what fills the zones stays."""
    return replace(setting, layout=layout, sketch=sketches.get(layout))


def layout_name(setting: BoardSetting) -> str:
    """By which it goes in a manifest: of a template its name, of what was drawn its id."""
    return setting.layout or STANDARD


def layout_of(setting: BoardSetting, arrangement: Arrangement | None) -> Layout | None:
    """The arrangement under the name of its layout."""
    return Layout(id=layout_name(setting), arrangements=(arrangement,)) if arrangement else None


def rooms_of(arrangement: Arrangement) -> tuple[Room, ...]:
    """The sizes of its zones in which bulletins stand."""
    return tuple(zone.room for zone in arrangement.zones if isinstance(zone, MainZone | SideZone))


def side_rooms(arrangements: Iterable[Arrangement]) -> frozenset[Room]:
    """The sizes of their side zones."""
    return frozenset(zone.room for one in arrangements for zone in one.zones if isinstance(zone, SideZone))


def fit_for_side(arrangements: Iterable[Arrangement], fillers: Sequence[Item]) -> tuple[str, ...]:
    """The ids of those of ``fillers`` that can stand in one of the side zones; none without such a zone."""
    rooms = side_rooms(arrangements)
    return tuple(item.id for item in fillers if any(_stands_in(item, room) for room in rooms))


def for_rooms(item: Item, rooms: Collection[Room | None]) -> Item:
    """The item with only those of its page sets that are ever shown in zones of these sizes."""
    if not isinstance(item, BulletinItem):
        return item
    kept = (one for one in item.pages if one.room_px in (rooms if not item.full_screen else {_whole(one)}))
    return replace(item, pages=tuple(kept))


def _worked_out(setting: BoardSetting, geometry: Geometry, *, with_side: bool) -> Arrangement | None:
    name = layout_name(setting)
    if name not in TEMPLATES and setting.sketch is None:
        return None
    qr = (setting.qr_payload, setting.qr_caption or "") if setting.qr_payload else None
    side, languages = SIDE_PLAYLIST if with_side else None, setting.ticker_languages or ()
    if setting.sketch is not None:
        return sketched(Look.of(geometry), setting.sketch, side_playlist_id=side, qr=qr, ticker_languages=languages)
    return arranged(Look.of(geometry), name, side_playlist_id=side, qr=qr, ticker_languages=languages)


def _without_loss(
    work: Callable[..., Arrangement | None],
    setting: BoardSetting,
    geometry: Geometry,
    items: Sequence[Item],
    fillers: Sequence[Item],
) -> Arrangement | None:
    found: Arrangement | None = work(setting, geometry, with_side=True)
    if found is None or not fit_for_side([found], fillers):
        found = work(setting, geometry, with_side=False)
    return found if found is not None and _loses_nothing(found, items) else None


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
