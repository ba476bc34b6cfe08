"""A content as the panel shows it: a picture of every page on every size of board, and what loudspeakers say."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlmodel import Session, col, select

from controller.bulletins.boards import geometries_in_use, name_of
from controller.bulletins.items import item_of
from controller.bulletins.models import Content, ContentSpeech, Rendition
from controller.library.store import Store
from controller.previews.drawing import draw
from controller.previews.scene import Scene
from controller.units.service import get_unit
from media.picture import encode_webp
from media.text import Geometry
from protocol.errors import NotFound
from protocol.ids import EpochMs
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
    rows = session.exec(select(Rendition).where(Rendition.content_id == content.id)).all()
    made = {row.geometry: max(1, len(json.loads(row.page_durations_ms))) for row in rows}
    found = [Shown(name_of(one), one, made[name_of(one)]) for one in geometries_in_use(session) if name_of(one) in made]
    return tuple(sorted(found, key=lambda shown: -shown.geometry.width_px))


def speech_of(session: Session, content: Content) -> tuple[ContentSpeech, ...]:
    """The content in every spoken language."""
    query = select(ContentSpeech).where(ContentSpeech.content_id == content.id)
    return tuple(session.exec(query.order_by(col(ContentSpeech.language))).all())


def picture(
    session: Session, store: Store, content: Content, board: str, page: int, now_ms: EpochMs, time_zone: str
) -> bytes:
    """The WebP of one page (of a clip: its middle) as that board shows it now; raises :class:`NotFound`."""
    shown = next((one for one in shown_on(session, content) if one.name == board), None)
    if shown is None or page not in range(shown.pages):
        raise NO_PICTURE
    item = item_of(session, content, shown.geometry)
    show = ShowItem(item=item, slot_id="", page=page, began_at_ms=EpochMs(now_ms - content.duration_ms // 2))
    tickers = (content.ticker,) if content.ticker else ()
    scene = Scene(
        unit_name=get_unit(session, content.unit_id).name,
        time_zone=time_zone,
        programme=Programme(screen=show, sound=None, tickers=tickers, until_ms=now_ms),
        ticker_speed_px_s=0,
    )
    return encode_webp(draw(store, scene, shown.geometry, now_ms))
