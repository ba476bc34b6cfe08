"""The whole picture of a board at one moment."""

from __future__ import annotations

from PIL import Image

from media.board.header import draw_header
from media.board.look import Look
from media.board.ticker import empty_ticker


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
    window = empty_ticker(look, look.ticker.width_px)
    if strip:
        for x in range(-(offset_px % strip.width), window.width, strip.width):
            window.paste(strip, (x, 0))
    return window
