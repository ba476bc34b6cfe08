"""Draws what a show looks like, from files. Knows no window and no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from media.board import (
    Look,
    alert_pages,
    draw_alert,
    draw_clock,
    draw_countdown,
    draw_header,
    draw_page,
    draw_picture,
    draw_qr,
    draw_safe,
    empty_ticker,
    standard_arrangement,
    ticker_strip,
)
from media.bulletin import Page, decode_pages
from media.frame.contents import Content, blob_of, content_of
from media.picture import open_picture
from media.text import Box
from protocol.alert import AlertText
from protocol.alert_texts import texts_in_order
from protocol.errors import InvalidMedia, NotFound, Unavailable
from protocol.ids import EpochMs
from protocol.layouts import Arrangement, ClockZone, HeaderZone, Place, QrZone, Room, TickerZone
from protocol.manifest import BulletinItem, CountdownItem, VideoItem
from protocol.programme_types import ShowAlert, ShowItem
from protocol.words import Words

PathOf = Callable[[str], Path | None]
"""The verified file of a content by its hash; None while it isn't here."""
BETWEEN_TICKERS = " • "


class AlertPage(NamedTuple):
    """Page ``number`` of one language of an alert."""

    text: AlertText
    number: int
    page: Page


class Painter:
    """Draws for one size of board from the files it has. All pictures are RGB."""

    def __init__(self, look: Look, path_of: PathOf) -> None:
        self.look = look
        self.size: Room = look.size
        self.standard = standard_arrangement(look)
        self._path_of = path_of

    def arrangement_of(self, show: ShowItem) -> Arrangement:
        """How the whole picture is arranged around a show of the main zone."""
        return show.arrangement or self.standard

    def content_of(self, show: ShowItem, room: Room) -> Content:
        """The name of what ``show`` looks like in a zone of ``room``."""
        return content_of(show, self.size, room)

    def item(self, show: ShowItem, room: Room, at_ms: EpochMs) -> Image.Image:
        """``show`` in a zone of ``room`` as it looks at ``at_ms``: of a clip its picture then.

        Raises NotFound when its file is not here, InvalidMedia when it is broken and Unavailable when the disk fails.
        """
        if isinstance(show.item, CountdownItem):
            return self.countdown(show.item, room, at_ms)
        path = self._file_of(show)
        with _reading(show.item.title):
            return self._drawn(show, path, room, at_ms - show.began_at_ms)

    def countdown(self, item: CountdownItem, room: Room, at_ms: EpochMs) -> Image.Image:
        """How long it still is at ``at_ms``."""
        left_ms = max(0, item.target_ms - at_ms)
        return draw_countdown(self.look, item.title, left_ms, item.after, item.language, room)

    def texts_of(self, show: ShowItem) -> tuple[str, ...]:
        """What is written on it, as far as it is text and not a picture. Raises as :meth:`item` does."""
        match show.item:
            case BulletinItem():
                path = self._file_of(show)
                with _reading(show.item.title):
                    return tuple(line.text for line in _page(path, show.page).lines)
        return ()

    def clip_of(self, show: ShowItem) -> Path | None:
        """The file of a show that moves; None for one that stands still."""
        return self._file_of(show) if isinstance(show.item, VideoItem) else None

    def clip_box(self, zone: Place) -> Box:
        """Where in the shown picture the frames of a clip stand: as large as they fit in ``zone``, like pictures.

        Clips are prepared at the size of the whole board, so they all stand in the same place.
        """
        scale = min(zone.width_px / self.size[0], zone.height_px / self.size[1])
        width, height = round(self.size[0] * scale), round(self.size[1] * scale)
        left, top = (zone.width_px - width) // 2, (zone.height_px - height) // 2
        return Box(zone.x_px + left, zone.y_px + top, width, height)

    def first_alert_page(self, show: ShowAlert, languages: Sequence[str], time_zone: str) -> AlertPage:
        """The page that is shown first, without laying out what comes after its language."""
        text = texts_in_order(show.alert, languages)[0]
        return AlertPage(text, 0, alert_pages(self.look, show.alert, text, time_zone)[0])

    def alert_pages(self, show: ShowAlert, languages: Sequence[str], time_zone: str) -> tuple[AlertPage, ...]:
        """The pages of all languages of an alert, in the order in which they have their turn."""
        return tuple(
            AlertPage(text, number, page)
            for text in texts_in_order(show.alert, languages)
            for number, page in enumerate(alert_pages(self.look, show.alert, text, time_zone))
        )

    def alert(self, show: ShowAlert, page: AlertPage, time_zone: str) -> Image.Image:
        """The whole frame of one page of an alert."""
        return draw_alert(self.look, show.alert, page.text, show.position, show.count, page.number, time_zone)

    def safe(self, unit_name: str, clock_text: str) -> Image.Image:
        """The whole frame that is always there."""
        return draw_safe(self.look, unit_name, clock_text)

    def standing(self, zone: HeaderZone | ClockZone | QrZone, unit_name: str, clock_text: str) -> Image.Image:
        """A zone that changes with nothing but the minute."""
        match zone:
            case HeaderZone():
                return draw_header(self.look, unit_name, clock_text, zone.room)
            case ClockZone():
                return draw_clock(self.look, clock_text, zone.room)
            case QrZone():
                return draw_qr(self.look, zone.payload, zone.caption, zone.room)

    def strip(self, zone: TickerZone, texts: Sequence[str]) -> Image.Image | None:
        """All running texts of ``zone`` as one strip; None without any."""
        return ticker_strip(self.look, BETWEEN_TICKERS.join(texts), zone.room) if texts else None

    def no_strip(self, zone: TickerZone) -> Image.Image:
        """``zone`` with nothing running in it."""
        return empty_ticker(self.look, zone.room)

    def _drawn(self, show: ShowItem, path: Path, room: Room, into_ms: int) -> Image.Image:
        match show.item:
            case BulletinItem():
                return draw_page(self.look, _page(path, show.page), room)
            case VideoItem():
                from media.video import picture_at  # a board that was never sent a clip never loads its decoder

                return draw_picture(self.look, picture_at(path, into_ms), room)
        return draw_picture(self.look, open_picture(path), room)

    def _file_of(self, show: ShowItem) -> Path:
        blob = blob_of(show, self.size)
        path = self._path_of(blob.sha256) if blob else None
        if path is None:
            raise _not_here(show.item.title)
        return path


def _page(path: Path, number: int) -> Page:
    pages = decode_pages(path.read_bytes()).pages
    if number >= len(pages):
        raise InvalidMedia(
            Words(f"Bản tin không có trang {number + 1}.", f"The bulletin has no page {number + 1}."),
            Words("Xuất bản lại bản tin này.", "Publish the bulletin again."),
        )
    return pages[number]


def _not_here(title: str) -> NotFound:
    return NotFound(
        Words(f"Chưa có tệp của “{title}”.", f"The file of {title!r} is not here."),
        Words("Đợi thiết bị tải xong chương trình.", "Wait until the device has fetched its programme."),
    )


@contextmanager
def _reading(title: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unreadable(title, error) from error


def _unreadable(title: str, error: OSError) -> Unavailable:
    reason = error.strerror or str(error)
    return Unavailable(
        Words(f"Không đọc được tệp của “{title}”: {reason}.", f"The file of {title!r} can't be read: {reason}."),
        Words("Kiểm tra thẻ nhớ của thiết bị.", "Check the device's memory card."),
    )
