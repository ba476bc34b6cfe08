"""Draws what a show looks like. Knows no window: the preview of a moment is drawn by the same code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from agent.alert_texts import texts_in_order
from agent.player.ports import BlobPaths
from agent.screen.shown import Content, Size, blob_of, content_of
from firmware_profiles import Shown
from media.board import Look, alert_pages, draw_alert, draw_header, draw_page, draw_picture, draw_safe, ticker_strip
from media.board.ticker import empty_ticker
from media.bulletin import Page, decode_pages
from media.picture import open_picture
from media.text import Box, Geometry
from protocol.alert import AlertText
from protocol.errors import InvalidMedia, NotFound, Unavailable
from protocol.manifest import BulletinItem, VideoItem
from protocol.programme_types import ShowAlert, ShowItem
from protocol.words import Words


class AlertPage(NamedTuple):
    """Page ``number`` of one language of an alert."""

    text: AlertText
    number: int
    page: Page


class Artist:
    """Draws for one size of board from the files it has."""

    def __init__(self, shown: Shown, blobs: BlobPaths) -> None:
        self.look = Look.of(Geometry(*shown))
        self.size = Size(shown.width_px, shown.height_px)
        self._blobs = blobs

    def content_of(self, show: ShowItem) -> Content:
        """The name of what ``show`` looks like."""
        return content_of(show, self.size)

    def main_of(self, show: ShowItem, at_ms: int = 0) -> Image.Image:
        """The main box for ``show``; of a clip its picture at ``at_ms``.

        Raises NotFound when its file is not here, InvalidMedia when it is broken and Unavailable when the disk fails.
        """
        path = self._file_of(show)
        try:
            return self._drawn(show, path, at_ms)
        except OSError as error:
            raise _unreadable(show.item.title, error) from error

    def clip_box(self) -> Box:
        """Where in the shown picture the frames of a clip stand: as large as they fit in the main box, like pictures.

        Clips are prepared at the size of the whole board, so they all stand in the same place.
        """
        main = self.look.main
        scale = min(main.width_px / self.size.width_px, main.height_px / self.size.height_px)
        width, height = round(self.size.width_px * scale), round(self.size.height_px * scale)
        left, top = (main.width_px - width) // 2, (main.height_px - height) // 2
        return Box(main.x_px + left, main.y_px + top, width, height)

    def clip_of(self, show: ShowItem) -> Path | None:
        """The file of a show that moves; None for one that stands still."""
        return self._file_of(show) if isinstance(show.item, VideoItem) else None

    def alert_pages(self, show: ShowAlert, languages: Sequence[str]) -> tuple[AlertPage, ...]:
        """The pages of all languages of an alert, in the order in which they have their turn."""
        return tuple(
            AlertPage(text, number, page)
            for text in texts_in_order(show.alert, languages)
            for number, page in enumerate(alert_pages(self.look, show.alert, text))
        )

    def alert(self, show: ShowAlert, page: AlertPage, time_zone: str) -> Image.Image:
        """The whole frame of one page of an alert."""
        return draw_alert(self.look, show.alert, page.text, show.position, show.count, page.number, time_zone)

    def safe(self, unit_name: str, clock_text: str) -> Image.Image:
        """The whole frame that is always there."""
        return draw_safe(self.look, unit_name, clock_text)

    def header(self, unit_name: str, clock_text: str) -> Image.Image:
        """The header box."""
        return draw_header(self.look, unit_name, clock_text)

    def strip(self, tickers: Sequence[str]) -> Image.Image | None:
        """All running texts as one strip; None without any."""
        return ticker_strip(self.look, " • ".join(tickers)) if tickers else None

    def no_strip(self) -> Image.Image:
        """The ticker box with nothing running in it."""
        return empty_ticker(self.look, self.look.ticker.width_px)

    def _drawn(self, show: ShowItem, path: Path, at_ms: int) -> Image.Image:
        match show.item:
            case BulletinItem():
                return draw_page(self.look, _page(path, show.page))
            case VideoItem():
                from media.video import picture_at  # a board that was never sent a clip never loads its decoder

                return draw_picture(self.look, picture_at(path, at_ms))
        return draw_picture(self.look, open_picture(path))

    def _file_of(self, show: ShowItem) -> Path:
        path = self._blobs.path_of(blob_of(show, self.size).sha256)
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


def _unreadable(title: str, error: OSError) -> Unavailable:
    reason = error.strerror or str(error)
    return Unavailable(
        Words(f"Không đọc được tệp của “{title}”: {reason}.", f"The file of {title!r} can't be read: {reason}."),
        Words("Kiểm tra thẻ nhớ của thiết bị.", "Check the device's memory card."),
    )
