"""A scene as a picture."""

from __future__ import annotations

from PIL.Image import Image

from controller.library.store import Store
from controller.previews.scene import Scene
from media.board import Look, draw_now_saying
from media.frame import Painter, Setting, frame_of
from media.text import Geometry
from protocol.ids import EpochMs, Sha256
from protocol.programme_types import PlayAlert, PlayItem

LOUDSPEAKER_PX = (640, 360)


def draw(store: Store, scene: Scene, geometry: Geometry | None, now_ms: EpochMs) -> Image:
    """What stands on a board of this geometry; of a loudspeaker, what it says."""
    if geometry is None:
        return draw_now_saying(*LOUDSPEAKER_PX, _said(scene), ())
    painter = Painter(Look.of(geometry), lambda sha256: store.path_of(Sha256(sha256)))
    setting = Setting(scene.unit_name, scene.time_zone, ticker_speed_px_s=scene.ticker_speed_px_s)
    return frame_of(painter, scene.programme, setting, now_ms)


def _said(scene: Scene) -> str:
    match scene.programme.sound:
        case PlayAlert(alert=alert):
            return alert.texts[0].headline
        case PlayItem(item=item):
            return item.title
    under = scene.programme.under
    return under.item.title if under else ""
