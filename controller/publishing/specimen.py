"""What a layout looks like on a board, with specimen words in it: for people who choose one."""

from __future__ import annotations

from datetime import datetime

import msgspec
from PIL import Image

from controller.publishing.setting import BoardSetting
from controller.publishing.staging import arrangement_for
from media.board import Look, clock_text, draw_page, framed, standard_arrangement
from media.bulletin import Block, Bulletin
from media.frame import Painter
from media.text import Geometry, paginate
from protocol.layouts import ClockZone, HeaderZone, MainZone, QrZone, SideZone, TickerZone, Zone

MAIN = Bulletin(
    "Lịch tiêm chủng tháng này",
    (
        Block("paragraph", "Trạm y tế tiêm chủng sáng thứ Năm, từ 7 giờ 30."),
        Block("bullet", "Mang theo sổ tiêm chủng"),
    ),
)
SIDE = Bulletin("Thời tiết", (Block("paragraph", "Nắng nhẹ, chiều có mưa rào."),))
RUNNING = "Chữ chạy: thông báo của đơn vị"
CLOCK = clock_text(datetime(2026, 11, 23, 17, 5))  # noqa: DTZ001 - local time of whichever board
QR = "https://dichvucong.gov.vn"
LANGUAGES = ("vi", "km")


def specimen(geometry: Geometry, setting: BoardSetting, unit_name: str, width_px: int) -> Image.Image:
    """The layout of ``setting`` on a board of this geometry, RGB, ``width_px`` wide.

    What the layout needs and nobody has given yet is made up, so that people see where it would stand.
    """
    frame = specimen_frame(geometry, setting, unit_name)
    return frame.resize((width_px, round(frame.height * width_px / frame.width)), Image.Resampling.LANCZOS)


def specimen_frame(geometry: Geometry, setting: BoardSetting, unit_name: str) -> Image.Image:
    """The same as large as the board, to the pixel."""
    look = Look.of(geometry)
    painter = Painter(look, lambda _sha256: None)
    arrangement = arrangement_for(whole(setting), geometry, with_side=True) or standard_arrangement(look)
    parts = {zone.name: _part(painter, zone, unit_name) for zone in arrangement.zones}
    return framed(look, arrangement, parts)


def whole(setting: BoardSetting) -> BoardSetting:
    """``setting`` with what its layout needs and nobody has given yet."""
    qr, languages = setting.qr_payload or QR, setting.ticker_languages or ()
    drawn = sum(zone.kind == "ticker" for zone in setting.sketch or ())
    needs_two = (setting.layout == "two-tickers" or drawn > 1) and len(languages) < len(LANGUAGES)
    return msgspec.structs.replace(setting, qr_payload=qr, ticker_languages=LANGUAGES if needs_two else languages)


def _part(painter: Painter, zone: Zone, unit_name: str) -> Image.Image:
    match zone:
        case HeaderZone() | ClockZone() | QrZone():
            return painter.standing(zone, unit_name, CLOCK)
        case MainZone():
            return _page(painter, MAIN, zone)
        case SideZone():
            return _page(painter, SIDE, zone)
        case TickerZone():
            return _running(painter, zone)


def _page(painter: Painter, bulletin: Bulletin, zone: MainZone | SideZone) -> Image.Image:
    paged = paginate(bulletin, painter.look.geometry, zone.room)
    return draw_page(painter.look, paged.pages[0], zone.room)


def _running(painter: Painter, zone: TickerZone) -> Image.Image:
    strip = painter.strip(zone, (RUNNING,))
    return strip.crop((0, 0, *zone.room)) if strip else painter.no_strip(zone)
