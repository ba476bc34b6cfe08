"""A scene as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL.Image import Image

from controller.library.store import Store
from controller.previews.scene import Scene
from media.board import (
    Look,
    alert_pages,
    clock_text,
    draw_alert,
    draw_now_saying,
    draw_page,
    draw_picture,
    draw_safe,
    page_at,
    ticker_strip,
    whole_frame,
)
from media.bulletin import decode_pages
from media.picture import open_picture
from media.text import Geometry
from media.video import picture_at
from protocol.ids import EpochMs, Sha256
from protocol.manifest import AudioItem, BulletinItem, Item, PageSet, Rendition, VideoItem
from protocol.programme_types import PlayAlert, PlayItem, ShowAlert, ShowItem

LOUDSPEAKER_PX = (640, 360)


def draw(store: Store, scene: Scene, geometry: Geometry | None, now_ms: EpochMs) -> Image:
    """What stands on a board of this geometry; of a loudspeaker, what it says."""
    if geometry is None:
        return draw_now_saying(*LOUDSPEAKER_PX, _said(scene), ())
    look, screen = Look.of(geometry), scene.programme.screen
    if isinstance(screen, ShowAlert):
        return _alert(look, scene, screen, now_ms)
    clock = clock_text(datetime.fromtimestamp(now_ms / 1000, ZoneInfo(scene.time_zone)))
    if isinstance(screen, ShowItem):
        strip = ticker_strip(look, " • ".join(scene.programme.tickers)) if scene.programme.tickers else None
        return whole_frame(look, scene.unit_name, clock, _main(store, look, screen, now_ms), strip)
    return draw_safe(look, scene.unit_name, clock)


def _main(store: Store, look: Look, show: ShowItem, now_ms: EpochMs) -> Image:
    path = store.path_of(Sha256(_prepared(show, look.size).blob.sha256))
    if isinstance(show.item, BulletinItem):
        return draw_page(look, decode_pages(path.read_bytes()).pages[show.page])
    if isinstance(show.item, VideoItem):
        return draw_picture(look, picture_at(path, now_ms - show.began_at_ms))
    return draw_picture(look, open_picture(path))


def _prepared(show: ShowItem, size: tuple[int, int]) -> PageSet | Rendition:
    """The programme shows only what is prepared for its board, so there is one."""
    return next(one for one in _choices(show.item) if (one.width_px, one.height_px) == size)


def _choices(item: Item) -> Sequence[PageSet | Rendition]:
    if isinstance(item, BulletinItem):
        return item.pages
    return () if isinstance(item, AudioItem) else item.renditions


def _alert(look: Look, scene: Scene, show: ShowAlert, now_ms: EpochMs) -> Image:
    text = show.alert.texts[0]
    page = page_at(alert_pages(look, show.alert, text), now_ms - show.alert.sent_at_ms)
    return draw_alert(look, show.alert, text, show.position, show.count, page, scene.time_zone)


def _said(scene: Scene) -> str:
    match scene.programme.sound:
        case PlayAlert(alert=alert):
            return alert.texts[0].headline
        case PlayItem(item=item):
            return item.title
    return ""
