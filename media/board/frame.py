"""The whole picture of a board at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from media.board.colours import BLUE_DARK_END
from media.board.header import draw_header
from media.board.look import Look
from media.board.ticker import empty_ticker
from protocol.layouts import Arrangement, TickerZone


def framed(look: Look, arrangement: Arrangement, parts: Mapping[str, Image.Image]) -> Image.Image:
    """The parts, by the name of their zone, on the board's ground; a ticker without a part is a bare bar.

    A part has the size of its zone: of a running text it is the window that is seen now.
    """
    frame = Image.new("RGB", (arrangement.width_px, arrangement.height_px), BLUE_DARK_END)
    for zone in arrangement.zones:
        corner = (zone.x_px, zone.y_px)
        if zone.name in parts:
            frame.paste(parts[zone.name], corner)
        elif isinstance(zone, TickerZone):
            frame.paste(empty_ticker(look, zone.room), corner)
    return frame


def whole_frame(
    look: Look,
    unit_name: str,
    clock_text: str,
    main_image: Image.Image,
    ticker_image: Image.Image | None = None,
    ticker_offset_px: int = 0,
) -> Image.Image:
    """Header, main box and ticker put together.

    ``ticker_image`` is a :func:`ticker_strip` run ``ticker_offset_px`` to the left; without it the bar is bare.
    """
    frame = Image.new("RGB", look.size)
    frame.paste(draw_header(look, unit_name, clock_text), look.header.corner)
    frame.paste(main_image, look.main.corner)
    frame.paste(_ticker_window(look, ticker_image, ticker_offset_px), look.ticker.corner)
    return frame


def _ticker_window(look: Look, strip: Image.Image | None, offset_px: int) -> Image.Image:
    window = empty_ticker(look)
    if strip:
        for x in range(-(offset_px % strip.width), window.width, strip.width):
            window.paste(strip, (x, 0))
    return window
