"""The whole picture of a board at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from media.board.colours import BLUE_DARK_END
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
